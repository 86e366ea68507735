import { scanFences } from '../fences.ts';
import { lineAt, proseOf, tagsOf, type Tag } from '../mdx.ts';
import type { Hint } from '../model.ts';
import type { Facts } from '../schemas/facts.ts';
import type { Manifest } from '../schemas/exercise.ts';
import type { Report } from './source.ts';

/** A hint points the way; more lines of code than this are the answer. */
const CODE_LINES_MAX = 3;

/** The text of a hints.mdx and where problems of it are put. */
export interface HintsFile {
  readonly place: string;
  readonly text: string;
  readonly report: Report;
}

interface PlacedHint extends Hint {
  readonly line: number;
}

/**
 * The hints of an exercise, sorted by task and layer; facts that they cite are put in as their values.
 * None after a report that the file's shape is broken, since the other rules would only repeat it.
 */
export function readHints(file: HintsFile, manifest: Manifest, facts: Facts): readonly Hint[] {
  const prose = proseOf(file.text);
  const tags = tagsOf(prose).filter(({ name }) => name === 'Hint');
  const hints: PlacedHint[] = [];
  let outside = '';
  let behind = 0;
  for (const tag of tags) {
    const end = prose.indexOf('</Hint>', tag.end);
    const nested = tags.some(({ start }) => start > tag.start && start < end);
    if (tag.selfClosing || end < 0 || nested) {
      reportShape(file, tag.line, 'A hint is closed by </Hint> and holds no other hint; this one does not.');
      return [];
    }
    outside += file.text.slice(behind, tag.start);
    behind = end + '</Hint>'.length;
    const hint = readHint(tag, file.text.slice(tag.end, end), file);
    if (!hint) return [];
    hints.push({ ...hint, markdown: withFacts(hint.markdown, facts) });
  }
  outside += file.text.slice(behind);
  reportTextOutside(outside, file);
  reportHintRules(hints, manifest, file);
  return sorted(hints, manifest).map(({ task, layer, markdown }) => ({ task, layer, markdown }));
}

function readHint(tag: Tag, inner: string, file: HintsFile): PlacedHint | undefined {
  const task = tag.attributes.get('task');
  const layer = Number(tag.attributes.get('layer'));
  if (!task || !Number.isInteger(layer) || layer < 1) {
    reportShape(
      file,
      tag.line,
      'A hint says its task and its layer, a whole number from 1; this one does not.',
    );
    return undefined;
  }
  reportContent(inner, tag, file);
  return { task, layer, markdown: dedent(inner), line: tag.line };
}

function reportContent(inner: string, tag: Tag, file: HintsFile): void {
  if (inner.trim() === '') reportShape(file, tag.line, 'A hint says something; this one is empty.');
  for (const fence of scanFences(inner)) {
    const lines = fence.code.split('\n').length;
    if (lines <= CODE_LINES_MAX) continue;
    file.report({
      code: 'hint.long-code',
      place: `${file.place}:${lineAt(file.text, tag.end) + fence.line - 1}`,
      rule: `A hint shows at most ${CODE_LINES_MAX} lines of code, because it never prints the answer; here are ${lines}.`,
      remedy: 'Say in words what to look at, or name the part of the chapter that shows it.',
    });
  }
}

function reportShape(file: HintsFile, line: number, rule: string): void {
  file.report({
    code: 'hint.shape',
    place: `${file.place}:${line}`,
    rule,
    remedy: 'Write it as <Hint task="keys" layer={1}>, the Markdown on lines of its own, </Hint>.',
  });
}

function reportTextOutside(outside: string, file: HintsFile): void {
  const text = proseOf(outside).trim();
  if (text === '') return;
  const first = text.split('\n')[0] ?? '';
  file.report({
    code: 'hint.text-outside',
    place: `${file.place}:${lineAt(file.text, file.text.indexOf(first))}`,
    rule: 'hints.mdx holds hints and nothing else, because the command prints them one by one; this text is in none.',
    remedy: 'Put the text into a hint, or into the brief.',
  });
}

function reportHintRules(hints: readonly PlacedHint[], manifest: Manifest, file: HintsFile): void {
  const tasks = manifest.tasks.map(({ id }) => id);
  for (const hint of hints.filter(({ task }) => !tasks.includes(task))) {
    file.report({
      code: 'hint.unknown-task',
      place: `${file.place}:${hint.line}`,
      rule: `A hint belongs to a task of its exercise, and there is no task "${hint.task}".`,
      remedy: `Name one of: ${tasks.join(', ')}.`,
    });
  }
  for (const task of tasks) {
    reportLayers(
      hints.filter((hint) => hint.task === task),
      task,
      file,
    );
  }
}

function reportLayers(hints: readonly PlacedHint[], task: string, file: HintsFile): void {
  if (hints.length === 0) {
    file.report({
      code: 'hint.none',
      place: file.place,
      rule: `Every task has a hint, and task "${task}" has none.`,
      remedy: `Add <Hint task="${task}" layer={1}>: a question, or the part of the chapter to read again.`,
    });
  }
  const layers = new Set<number>();
  for (const { layer, line } of hints) {
    if (layers.has(layer)) {
      file.report({
        code: 'hint.layer-twice',
        place: `${file.place}:${line}`,
        rule: `A task has one hint for each layer, and layer ${layer} of task "${task}" is here again.`,
        remedy: 'Number the hints of a task from 1, the gentlest first.',
      });
    }
    layers.add(layer);
  }
  for (const { layer, line } of hints) {
    if (layer === 1 || layers.has(layer - 1)) continue;
    file.report({
      code: 'hint.layer-gap',
      place: `${file.place}:${line}`,
      rule: `Layers run from 1 without a gap, and task "${task}" has layer ${layer} but no layer ${layer - 1}.`,
      remedy: 'Add the layer between, or lower this number and the `hint` of the checks that point to it.',
    });
  }
}

function sorted(hints: readonly PlacedHint[], manifest: Manifest): readonly PlacedHint[] {
  const place = (hint: Hint) => manifest.tasks.findIndex(({ id }) => id === hint.task);
  return hints.filter((hint) => place(hint) >= 0).sort((a, b) => place(a) - place(b) || a.layer - b.layer);
}

/** A terminal cannot show a component, so a cited fact becomes its value. */
function withFacts(markdown: string, facts: Facts): string {
  const tags = tagsOf(proseOf(markdown)).filter(({ name }) => name === 'Fact');
  let text = markdown;
  for (const { start, end, attributes } of [...tags].reverse()) {
    const value = facts[attributes.get('id') ?? '']?.value;
    if (value !== undefined) text = text.slice(0, start) + value + text.slice(end);
  }
  return text;
}

/** Takes off the indentation that all lines share. */
function dedent(text: string): string {
  const lines = text.split('\n');
  const depths = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths, Number.MAX_SAFE_INTEGER);
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trim();
}
