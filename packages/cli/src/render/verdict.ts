import type { CheckResult, Exercise, Task } from '@keysmith/course';
import { checkToExplain } from '@keysmith/grader/report';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, widthOf, wrap } from '../terminal/wrap.ts';
import type { Figures } from '../practice/figures.ts';
import { renderBill } from './bill.ts';
import { renderFailure } from './failure.ts';
import { mark, plural } from './marks.ts';
import { renderRepeated } from './repeated.ts';

/** What a run of an exercise's checks came to, as the front door shows it. */
export interface Verdict {
  readonly exercise: Pick<Exercise, 'slug' | 'number' | 'title' | 'tasks' | 'checks' | 'maxPoints'>;
  /** One result for each check; fewer if the run ended early. */
  readonly results: readonly CheckResult[];
  /** Why there is no verdict, as a sentence with its remedy; absent when every check was judged. */
  readonly unjudged?: { readonly code: string; readonly reason: string };
  /** The check of which one run was repeated, as a replay token asked; that is the one to explain. */
  readonly replayed?: string;
  readonly seed: number;
  readonly table: string;
  readonly milliseconds: number;
  /** Where pictures were written. */
  readonly figures?: Figures;
}

/** The whole verdict: every check as one line, the failure to explain in full, the score. */
export function renderVerdict(verdict: Verdict, outer: Terminal): string {
  const terminal = { ...outer, columns: outer.columns - 2 };
  const { colours } = terminal;
  const { number, title, slug } = verdict.exercise;
  const explained = checkToExplain(verdict);
  const blocks = [
    `${colours.bold(title)}  ${colours.dim(`${number} ${slug}`)}`,
    ...(verdict.results.length > 0 ? [renderTasks(verdict, terminal)] : []),
    ...(verdict.unjudged ? [renderUnjudged(verdict.unjudged, terminal)] : []),
    ...(explained && !verdict.unjudged
      ? [renderFailure(explained, { ...verdict.exercise, figures: verdict.figures }, terminal)]
      : []),
    ...(verdict.unjudged || explained ? [] : renderRepeated(verdict, terminal)),
    ...billOf(verdict, explained, terminal),
    renderScore(verdict, terminal),
  ];
  return prefixLines(`\n${blocks.join('\n\n')}`, terminal.plain ? '' : ' ');
}

/** What the access patterns cost, of the checks that measured it. A failure of the budget has its table already. */
function billOf({ results }: Verdict, explained: CheckResult | undefined, terminal: Terminal): string[] {
  const bill = results.flatMap((result) =>
    result === explained && result.failure?.instrument === 'cost' ? [] : (result.bill ?? []),
  );
  return bill.length === 0 ? [] : [renderBill(bill, terminal)];
}

/** Whether every check of the exercise was run and passed. Nothing run is no pass. */
export function isPassed({ exercise, results, unjudged }: Omit<Verdict, 'seed' | 'table' | 'milliseconds'>) {
  return (
    unjudged === undefined &&
    exercise.checks.every(({ id }) => results.find((result) => result.id === id)?.status === 'pass')
  );
}

function renderTasks({ exercise, results }: Verdict, terminal: Terminal): string {
  return exercise.tasks
    .map((task, at) => {
      const own = results.filter((result) => result.task === task.id);
      const lines = own.map((result) => renderLine({ result, exercise, results }, terminal));
      return [taskHeading(task, { at, own }, terminal), ...lines].join('\n');
    })
    .join('\n');
}

interface TaskPlace {
  readonly at: number;
  readonly own: readonly CheckResult[];
}

/** "1  Open workspaces and add members           3 of 5". */
function taskHeading(task: Task, { at, own }: TaskPlace, { colours, columns }: Terminal): string {
  const points = own.reduce((sum, result) => sum + result.points, 0);
  const most = own.reduce((sum, result) => sum + result.maxPoints, 0);
  const left = `${at + 1}  ${task.title}`;
  const right = own.length === 0 ? 'not run' : `${points} of ${most}`;
  const gap = Math.max(2, columns - widthOf(left) - widthOf(right));
  const paint = own.length > 0 && points === most ? colours.green : colours.dim;
  return `${colours.bold(left)}${' '.repeat(gap)}${paint(right)}`;
}

interface Line extends Pick<Verdict, 'exercise' | 'results'> {
  readonly result: CheckResult;
}

function renderLine(line: Line, terminal: Terminal): string {
  const { status, title } = line.result;
  const text = status === 'skipped' ? `${title} (${whySkipped(line)})` : title;
  const wrapped = wrap(text, {
    columns: terminal.columns,
    first: `   ${mark(status, terminal)} `,
  });
  return status === 'skipped' ? terminal.colours.dim(wrapped) : wrapped;
}

/** "needs page-complete": the shortest form of the reason, because the line above shows that check as failed. */
function whySkipped({ result, exercise, results }: Line): string {
  const needs = exercise.checks.find(({ id }) => id === result.id)?.needs ?? [];
  const unmet = needs.filter((id) => results.find((other) => other.id === id)?.status !== 'pass');
  return unmet.length > 0 ? `needs ${unmet.join(', ')}` : (result.reason ?? 'skipped');
}

function renderUnjudged({ code, reason }: { code: string; reason: string }, terminal: Terminal): string {
  const heading = terminal.colours.red(terminal.colours.bold(`No verdict (${code}).`));
  return `${heading}\n${wrap(reason, { columns: terminal.columns, first: '  ' })}`;
}

function renderScore(verdict: Verdict, { colours }: Terminal): string {
  const { exercise, results } = verdict;
  const points = results.reduce((sum, result) => sum + result.points, 0);
  const passedTasks = exercise.tasks.filter((task) => isTaskPassed(verdict, task)).length;
  const score = `${points} of ${plural(exercise.maxPoints, 'point')}`;
  const paint = isPassed(verdict) ? colours.green : (text: string) => text;
  const details = [
    `${passedTasks} of ${plural(exercise.tasks.length, 'task')}`,
    `seed ${verdict.seed}`,
    verdict.table,
    `${(verdict.milliseconds / 1000).toFixed(1)} s`,
  ];
  return `${paint(colours.bold(score))}${colours.dim(` · ${details.join(' · ')}`)}`;
}

function isTaskPassed({ exercise, results }: Verdict, task: Task): boolean {
  const checks = exercise.checks.filter((check) => check.task === task.id);
  return checks.every(({ id }) => results.find((result) => result.id === id)?.status === 'pass');
}
