import type { Problem } from './error.ts';

/** A fenced code block of a Markdown or MDX text. */
export interface Fence {
  /** "ts"; empty if the fence says none. */
  readonly language: string;
  /** The words behind the language: "setup", "run", "output". */
  readonly meta: readonly string[];
  /** 1-based line of the opening fence; the code begins on the next one. */
  readonly line: number;
  /** 1-based line of the closing fence, or of the text's last line if nothing closes it. */
  readonly endLine: number;
  readonly closed: boolean;
  /** The white space before the opening fence, already taken off the code's lines. */
  readonly indent: string;
  /** The lines between the fences, joined by line feeds, without one at the end. */
  readonly code: string;
}

/** A fence that is executed and, if the page has it, the fence that says what it prints. */
export interface RunFence {
  readonly run: Fence;
  readonly output: Fence | undefined;
}

/** The executable part of a page. */
export interface PageProgram {
  readonly setup: Fence | undefined;
  readonly runs: readonly RunFence[];
  readonly problems: readonly Problem[];
}

/**
 * Every fence of an MDX text. This is a scan of lines and no Markdown parser on purpose: a CommonMark parser
 * mistakes the content of `<Hint>` for an HTML block and deep indentation for code, MDX does neither, and the fence
 * rule itself is one line long. A fence inside a block quote is not seen.
 */
export function scanFences(text: string): readonly Fence[] {
  const lines = text.split('\n');
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const opening = /^([ \t]*)(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)$/.exec(lines[at] ?? '');
    if (!opening || (opening[2]?.startsWith('`') && opening[3]?.includes('`'))) continue;
    const fence = readFence(lines, at, opening);
    fences.push(fence);
    at = fence.endLine - 1;
  }
  return fences;
}

/** Pairs each run fence with the output that follows it, and says what does not fit the rules of executable fences. */
export function pageProgram(text: string, place: string): PageProgram {
  const fences = scanFences(text);
  const setups = fences.filter(({ meta }) => meta.includes('setup'));
  const runs: RunFence[] = [];
  const outputs = new Set<Fence>();
  for (const [at, run] of fences.entries()) {
    if (!run.meta.includes('run')) continue;
    const next = fences[at + 1];
    const follows = next?.meta.includes('output') && isBlankBetween(text, run.endLine, next.line);
    if (next && follows) outputs.add(next);
    runs.push({ run, output: follows ? next : undefined });
  }
  const problems = [
    ...fences.filter(({ closed }) => !closed).map(({ line }) => unclosed(place, line)),
    ...runs.filter(({ output }) => !output).map(({ run }) => noOutput(place, run.line)),
    ...fences
      .filter((fence) => fence.meta.includes('output') && !outputs.has(fence))
      .map(({ line }) => strayOutput(place, line)),
    ...setupProblems(setups, runs, place),
  ];
  return { setup: setups[0], runs, problems };
}

/** The text with the outputs of its run fences replaced; a run fence without one gets it. Same order as `runs`. */
export function replaceOutputs(text: string, printed: readonly string[]): string {
  const lines = text.split('\n');
  const { runs } = pageProgram(text, '');
  for (const [at, { run, output }] of [...runs.entries()].reverse()) {
    const body = printed[at] ? printed[at].split('\n') : [];
    const indented = (content: readonly string[]) => content.map((line) => (line ? run.indent + line : line));
    if (output) lines.splice(output.line, output.endLine - output.line - 1, ...indented(body));
    else lines.splice(run.endLine, 0, '', ...indented(['```text output', ...body, '```']));
  }
  return lines.join('\n');
}

function readFence(lines: readonly string[], at: number, opening: RegExpExecArray): Fence {
  const [, indent = '', marks = '', info = ''] = opening;
  const closing = new RegExp(`^[ \\t]*${marks.charAt(0)}{${marks.length},}[ \\t]*$`);
  const end = lines.findIndex((line, index) => index > at && closing.test(line));
  const words = info.trim().split(/\s+/).filter(Boolean);
  const body = lines.slice(at + 1, end < 0 ? lines.length : end);
  return {
    language: words[0] ?? '',
    meta: words.slice(1),
    line: at + 1,
    endLine: end < 0 ? lines.length : end + 1,
    closed: end >= 0,
    indent,
    code: body
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
      .join('\n'),
  };
}

/** Lines are 1-based; both fences' own lines are left out. */
function isBlankBetween(text: string, fromLine: number, toLine: number): boolean {
  return text
    .split('\n')
    .slice(fromLine, toLine - 1)
    .every((line) => line.trim() === '');
}

function setupProblems(setups: readonly Fence[], runs: readonly RunFence[], place: string): Problem[] {
  const firstRun = runs[0]?.run.line ?? Number.POSITIVE_INFINITY;
  const late = setups.slice(0, 1).filter(({ line }) => line > firstRun);
  return [
    ...setups.slice(1).map(({ line }) => ({
      code: 'fence.second-setup',
      place: `${place}:${line}`,
      rule: 'A page has one setup fence, because each run fence begins with it; this is another.',
      remedy: 'Join the two, or make this one a run fence.',
    })),
    ...late.map(({ line }) => ({
      code: 'fence.late-setup',
      place: `${place}:${line}`,
      rule: 'The setup fence stands before the first run fence, as a reader meets it; this one stands behind.',
      remedy: 'Move it up.',
    })),
  ];
}

function unclosed(place: string, line: number): Problem {
  return {
    code: 'fence.unclosed',
    place: `${place}:${line}`,
    rule: 'A code fence is closed; nothing closes this one, so the rest of the page is code.',
    remedy: 'Close it with as many marks as open it.',
  };
}

function noOutput(place: string, line: number): Problem {
  return {
    code: 'fence.no-output',
    place: `${place}:${line}`,
    rule: 'A run fence is followed by a "text output" fence that shows what it prints; nothing but blank lines between.',
    remedy:
      'Run `KEYSMITH_UPDATE=1 npx vitest run test/content/fences.test.ts`, which writes it, and read what it wrote.',
  };
}

function strayOutput(place: string, line: number): Problem {
  return {
    code: 'fence.stray-output',
    place: `${place}:${line}`,
    rule: 'An output fence follows the run fence that prints it; no run fence stands directly before this one.',
    remedy: 'Mark the code before it as "ts run", or drop the word "output".',
  };
}
