import { join } from 'node:path';
import { watchFiles, type Exercise } from '@keysmith/course';
import { chooseExercise } from '../choose-exercise.ts';
import type { ExitCode } from '../exit-code.ts';
import { attempt, type Attempt } from '../practice/attempt.ts';
import { checkTypes } from '../practice/check-types.ts';
import { openPractice, type Practice, type PracticeOptions } from '../practice/practice.ts';
import { workPlace } from '../practice/work-place.ts';
import { attemptAsJson } from '../render/json.ts';
import type { Session } from '../session.ts';
import { isPassed } from '../render/verdict.ts';
import { silenced, type Terminal } from '../terminal/terminal.ts';
import { prepareCopy, showAttempt, showTypes } from './test.ts';

/** Editors write a file in several steps; what comes within this time is one save. */
const SAVE_MS = 20;

interface Watched {
  readonly exercise: Exercise;
  readonly options: PracticeOptions;
  readonly session: Session;
  readonly terminal: Terminal;
  readonly practice: Practice;
}

/** `keysmith watch [exercise]`: a verdict at every save, until Ctrl-C. */
export async function watch(
  name: string | undefined,
  options: PracticeOptions,
  session: Session,
): Promise<ExitCode> {
  const exercise = await chooseExercise(name, session);
  const terminal = options.json ? silenced(session.terminal) : session.terminal;
  await prepareCopy(exercise, terminal);
  await using practice = await openPractice({ ...options, isWatching: true }, terminal);
  const rounds = startRounds({ exercise, options, session, terminal, practice });
  const files = exercise.files.map((file) => join(exercise.workFolder, file));
  const endWatching = watchFiles(files, rounds.soon);
  const stopped = askedToStop(session.terminal, rounds.soon);
  rounds.soon();
  await Promise.race([stopped, rounds.failed]);
  rounds.stop();
  endWatching();
  return 0;
}

/** Runs the checks again and again; a new round ends the one before. */
function startRounds(watched: Watched) {
  const failed = Promise.withResolvers<never>();
  let current = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const begin = () => {
    current.abort();
    const controller = (current = new AbortController());
    round(watched, controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) failed.reject(error);
    });
  };
  return {
    /** Rejects when a round fails for a reason that no new round will mend. */
    failed: failed.promise,
    /** Starts a round when no save has come for a moment. */
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(begin, SAVE_MS);
    },
    stop: () => {
      clearTimeout(timer);
      current.abort();
    },
  };
}

async function round(watched: Watched, signal: AbortSignal): Promise<void> {
  const { exercise, options, session, terminal, practice } = watched;
  terminal.clear();
  const types = checkTypes(exercise, practice);
  const run = { ...options, root: session.root, exercise, run: practice.runner.run, signal };
  const quick = await attempt({ ...run, depth: 'quick' }, terminal);
  if (signal.aborted) return;
  showAttempt(quick, terminal);
  const made = await tryEverything(quick, () => attempt(run, terminal), terminal);
  if (signal.aborted) return;
  const checked = await types;
  if (signal.aborted) return;
  if (options.json) session.terminal.print(attemptAsJson(made, checked));
  else showTypes(checked, terminal);
  terminal.print(footer(exercise, terminal));
}

/** The full pass after the first verdict. Where a part of the runs shows a flaw, all of them would tell nothing more. */
async function tryEverything(
  quick: Attempt,
  full: () => Promise<Attempt>,
  terminal: Terminal,
): Promise<Attempt> {
  if (!isPassed(quick.verdict)) return quick;
  const made = await full();
  const runs = made.verdict.results.flatMap(({ measured = [] }) => measured);
  if (!isPassed(made.verdict)) showAttempt(made, terminal);
  else if (runs.length > 0) terminal.print(terminal.colours.dim(` and in all runs: ${runs.join('; ')}`));
  return made;
}

function footer(exercise: Exercise, terminal: Terminal): string {
  const keys = terminal.interactive ? ' · Enter runs again, q ends' : '';
  const margin = terminal.plain ? '' : ' ';
  return terminal.colours.dim(`\n${margin}watching ${workPlace(exercise)}${keys}`);
}

/** Resolves at Ctrl-C, at a signal to end, and at the key q. Enter asks for another round. */
function askedToStop(terminal: Terminal, again: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  if (terminal.interactive) {
    process.stdin.setRawMode(true);
    process.stdin.on('data', (keys: Buffer) => {
      const key = keys.toString();
      if (key === 'q' || key === '\u0003' || key === '\u0004') resolve();
      if (key === '\r' || key === '\n') again();
    });
    void promise.then(() => {
      process.stdin.setRawMode(false);
      process.stdin.pause();
    });
  }
  return promise;
}
