import type { CheckResult, Exercise, Failure } from '@keysmith/course';
import { timelineText } from '@keysmith/grader';
import type { Figures } from '../practice/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, wrap } from '../terminal/wrap.ts';
import { inColourOf, mark, plural } from './marks.ts';
import { renderRequests } from './requests.ts';

/** What a failure needs to know of its exercise. */
export type Explained = Pick<Exercise, 'slug' | 'tasks' | 'checks'> & {
  readonly figures?: Figures | undefined;
};

const EVIDENCE_LINES_MAX = 24;
const LABEL_WIDTH = 10;

/** One failed check in full: what was asked, what happened, the requests made, what was expected, and where help is. */
export function renderFailure(result: CheckResult, exercise: Explained, terminal: Terminal): string {
  const definition = exercise.checks.find(({ id }) => id === result.id);
  const taskNumber = exercise.tasks.findIndex(({ id }) => id === result.task) + 1;
  const heading = terminal.colours.bold(`Task ${taskNumber}, check ${result.id}`);
  const blocks = [
    `${mark(result.status, terminal)} ${inColourOf(result.status, terminal)(heading)}`,
    '',
    ...labelled('asked', definition?.asks, terminal),
    ...labelled('expected', result.failure ? undefined : result.title, terminal),
    ...(result.failure ? renderReport(result.failure, terminal) : []),
    ...labelled('reason', result.reason, terminal),
    ...labelled('picture', exercise.figures?.[result.id], terminal),
    ...(result.failure ? ['', ...labelled('help', helpFor(result, exercise), terminal)] : []),
    ...labelled('repeat', repeatFor(result, exercise), terminal),
  ];
  return blocks.join('\n');
}

/** The command that shows the hint which belongs to a check. */
export function helpFor(result: CheckResult, exercise: Explained): string {
  const layer = exercise.checks.find(({ id }) => id === result.id)?.hint ?? 1;
  const suffix = layer === 1 ? '' : ` --layer ${layer}`;
  return `npx keysmith hint ${exercise.slug} ${result.task}${suffix}`;
}

/** The command that makes the very run again in which an instrument found the flaw. */
function repeatFor({ failure }: CheckResult, { slug }: Explained): string | undefined {
  return failure?.token && `npx keysmith test ${slug} --replay ${failure.token}`;
}

function renderReport(failure: Failure, terminal: Terminal): string[] {
  return [
    ...labelled('expected', failure.expected, terminal),
    ...labelled('tried', failure.tried, terminal),
    ...labelled('happened', failure.happened, terminal),
    ...labelled('at', failure.place, terminal),
    ...evidence(failure.evidence, terminal),
    ...preformatted(failure.figure?.text, terminal),
    // A timeline has every request in its place.
    ...(failure.timeline === undefined
      ? requestTable(failure, terminal)
      : [...preformatted(timelineFor(failure, terminal), terminal), '']),
    ...labelled('why', failure.why, terminal),
  ];
}

/** A recorded run can be told again in narrower columns; what it is told by must not be cut off. */
function timelineFor({ timeline, replay }: Failure, { columns }: Terminal): string | undefined {
  return replay === undefined ? timeline : timelineText(replay, columns - INDENT_WIDTH);
}

const INDENT_WIDTH = 4;

/** Lines that belong below each other: they are cut at the terminal's edge, never wrapped. */
function preformatted(text: string | undefined, { columns }: Terminal): string[] {
  if (text === undefined || text.trim() === '') return [];
  const width = columns - INDENT_WIDTH;
  const cut = (line: string): string => (line.length <= width ? line : `${line.slice(0, width - 1)}…`);
  return [
    '',
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${cut(line)}`.trimEnd()),
  ];
}

function requestTable({ requests }: Failure, terminal: Terminal): string[] {
  return [
    '',
    ...labelled(
      'requests',
      requests.length > 0 ? `the call made ${plural(requests.length, 'request')}` : 'the call made none',
      terminal,
    ),
    ...(requests.length > 0 ? ['', prefixLines(renderRequests(requests, terminal), '    ')] : []),
  ];
}

/** A dim label, then the text beside it, wrapped in a column of its own. */
function labelled(label: string, text: string | undefined, terminal: Terminal): string[] {
  if (text === undefined || text === '') return [];
  const first = `  ${terminal.colours.dim(label.padEnd(LABEL_WIDTH))}`;
  return [wrap(text, { columns: terminal.columns, first })];
}

/** Evidence is preformatted: the call that was made, and a difference line by line. */
function evidence(text: string, terminal: Terminal): string[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const lines = trimmed.split('\n');
  const shown = lines.slice(0, EVIDENCE_LINES_MAX).map((line) => paintDifference(line, terminal));
  const left = lines.length - shown.length;
  const more = left > 0 ? [terminal.colours.dim(`… ${plural(left, 'more line')}, all with --json`)] : [];
  return ['', prefixLines([...shown, ...more].join('\n'), '    ')];
}

function paintDifference(line: string, { colours, columns }: Terminal): string {
  if (line.startsWith('-')) return colours.green(line);
  if (line.startsWith('+')) return colours.red(line);
  return wrap(line, { columns: columns - 4 });
}
