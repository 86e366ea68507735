import { readProgress, recordRun, writeProgress, type CheckResult, type Exercise } from '@keysmith/course';
import type { RunEvent, RunOptions, RunOutcome } from '@keysmith/grader';
import type { Verdict } from '../render/verdict.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { writeFigures } from './figures.ts';
import { showLearnerOutput } from './learner-output.ts';

/** One run of an exercise's checks on the learner's copy. */
export interface AttemptOptions {
  readonly root: string;
  readonly exercise: Exercise;
  readonly seed: number;
  /** The kind of table, for the verdict's last line. */
  readonly table: string;
  /** Runs the checks; the grader's way to a child process. */
  readonly run: (options: Omit<RunOptions, 'table'>) => Promise<RunOutcome>;
  readonly inspect?: boolean;
  readonly depth?: RunOptions['depth'];
  readonly replay?: RunOptions['replay'];
  readonly signal?: AbortSignal;
}

export interface Attempt {
  readonly verdict: Verdict;
  /** Everything that the learner's code printed. */
  readonly output: string;
}

/** Runs the checks, shows the learner's console output as it comes, and keeps the progress made. */
export async function attempt(options: AttemptOptions, terminal: Terminal): Promise<Attempt> {
  const { exercise, seed, run, inspect, depth, replay, signal } = options;
  const started = performance.now();
  const output = showLearnerOutput(terminal);
  let finished = 0;
  const onEvent = (event: RunEvent) => {
    if (event.type === 'output') {
      if (inspect && isDebuggers(event.text)) terminal.note(event.text.trim());
      else output.add(event.text);
    }
    if (event.type === 'check-finished') finished += 1;
    if (event.type === 'output' || inspect) return;
    terminal.status(runningLine(exercise, finished, terminal) + progressOf(event, terminal));
  };
  if (inspect) terminal.note(INSPECT_HELP);
  else terminal.status(runningLine(exercise, finished, terminal));
  const outcome = await run({
    exercise,
    learnerFolder: exercise.workFolder,
    seed,
    onEvent,
    ...(inspect ? { inspect } : {}),
    ...(depth ? { depth } : {}),
    ...(replay ? { replay } : {}),
    ...(signal ? { signal } : {}),
  });
  terminal.status('');
  output.end();
  // A repeated run is one of many: nothing is passed by it.
  if (!signal?.aborted && !replay) await keepProgress(options.root, exercise, outcome.results);
  const milliseconds = performance.now() - started;
  const figures = await writeFigures(options.root, exercise.slug, outcome.results);
  return { verdict: { ...verdictOf(options, outcome), milliseconds, figures }, output: output.text() };
}

const INSPECT_HELP =
  'Your code waits for a debugger: attach your editor to the address below, or open chrome://inspect in Chrome.\n' +
  'Write `debugger;` where it should stop.';

/** Node's own words about its debugger, which come on the same stream as the learner's. */
function isDebuggers(text: string): boolean {
  return /^(Debugger (listening|attached|ending)|For help, see: https:\/\/nodejs|Waiting for the debugger)/m.test(
    text,
  );
}

function runningLine({ checks }: Exercise, finished: number, { colours }: Terminal): string {
  return colours.dim(` running check ${Math.min(finished + 1, checks.length)} of ${checks.length}`);
}

/** " · 312 of 1,000 runs": how far the instrument of the running check has come. */
function progressOf(event: RunEvent, { colours }: Terminal): string {
  if (event.type !== 'progress') return '';
  const count = (number: number): string => number.toLocaleString('en');
  return colours.dim(` · ${count(event.done)} of ${count(event.total)} runs`);
}

function verdictOf(
  { exercise, seed, table, replay }: AttemptOptions,
  outcome: RunOutcome,
): Omit<Verdict, 'milliseconds'> {
  const { results } = outcome;
  const verdict = { exercise, results, seed, table, ...(replay && { replayed: replay.checkId }) };
  if (outcome.status === 'judged') return verdict;
  return { ...verdict, unjudged: { code: outcome.code, reason: outcome.reason } };
}

/** A run that ended early has results for some checks only; the others count as not passed. */
async function keepProgress(
  root: string,
  exercise: Exercise,
  results: readonly CheckResult[],
): Promise<void> {
  const progress = await readProgress(root);
  await writeProgress(root, recordRun(progress, { exercise, results, now: new Date() }));
}
