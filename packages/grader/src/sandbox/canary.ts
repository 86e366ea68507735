import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { inParallel } from '../batch/in-parallel.ts';
import type { RunOutcome } from '../run/options.ts';
import type { Runner } from '../run/runner.ts';

export interface CanaryOptions {
  /** The runners that the batch will use. */
  readonly runners: readonly Runner[];
  /** An exercise of the course that is graded. */
  readonly exercise: Exercise;
  readonly seed: number;
}

/** Which of the three submissions came out otherwise than it must. */
export type CanaryErrorCode = 'canary.right' | 'canary.wrong' | 'canary.hostile';

/** The judge cannot be trusted just now: no batch may start. */
export class CanaryError extends Error {
  override readonly name = 'CanaryError';
  readonly code: CanaryErrorCode;

  constructor(code: CanaryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The canary tells of the judge, and not of how much else the machine has to do. */
const STALL_MS = 60_000;

/** Tries what has fooled judges that share a process with the code: patched built-ins, forged results, a clean exit. */
const HOSTILE = `Object.is = () => true;
Array.prototype.every = () => true;
Object.assign(Object.prototype, { fails: true, skip: true, status: 'pass' });
console.log(JSON.stringify({ type: 'done', verdict: { status: 'pass' } }));
setTimeout(() => process.exit(0), 50);
`;

/** One submission whose mark is known; resolves with what is wrong with the mark that it got. */
type KnownMark = (runner: Runner) => Promise<CanaryError | undefined>;

/**
 * Judges a right, a wrong and a hostile submission, whose marks are known, with the runners of the batch. They share the
 * work, so that several have judged something before the first submission.
 *
 * @throws {CanaryError} for the first of the three that comes out otherwise.
 */
export async function checkCanary({ runners, exercise, seed }: CanaryOptions): Promise<void> {
  const run = (runner: Runner, learnerFolder: string) =>
    runner.run({ exercise, learnerFolder, seed, depth: 'quick', stallMs: STALL_MS });
  const trials: readonly KnownMark[] = [
    async (runner) => {
      const right = await run(runner, exercise.solutionFolder);
      if (
        right.status === 'judged' &&
        !right.results.some(({ status }) => status === 'fail' || status === 'error')
      )
        return undefined;
      return failed('canary.right', exercise, `the reference solution did not pass: ${told(right)}`);
    },
    async (runner) => {
      const wrong = await run(runner, exercise.folder);
      if (wrong.status === 'judged' && pointsOf(wrong) === 0) return undefined;
      return failed(
        'canary.wrong',
        exercise,
        `the starter, which solves nothing, came out so: ${told(wrong)}`,
      );
    },
    async (runner) => {
      const folder = await hostileFolder(exercise);
      const hostile = await run(runner, folder).finally(() => rm(folder, { recursive: true, force: true }));
      if (pointsOf(hostile) === 0) return undefined;
      return failed('canary.hostile', exercise, `a hostile starter got points: ${told(hostile)}`);
    },
  ];
  if (runners.length === 0) throw new Error('The canary needs a runner to judge.');
  const found: (CanaryError | undefined)[] = [];
  const isOff = (): boolean => found.some((error) => error !== undefined);
  // They begin in their order, and none once one is off, so the first that is off is the same
  // however fast each runner is, unless one breaks.
  const work = inParallel(
    trials.entries(),
    runners.map((runner) => async ([at, trial]) => {
      if (!isOff()) found[at] = await trial(runner);
    }),
  );
  const end = await work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const first = found.find((error) => error !== undefined);
  if (first !== undefined) throw first;
  if (end !== undefined) throw end.error;
}

function failed(code: CanaryErrorCode, { slug }: Exercise, what: string): CanaryError {
  return new CanaryError(
    code,
    `Nothing was graded, since the judge failed its own trial on ${slug}: ${what}. ` +
      'Is the machine short of memory or time? Try with fewer --jobs.',
  );
}

function pointsOf({ status, results }: RunOutcome): number {
  return status === 'judged' ? results.reduce((sum, { points }) => sum + points, 0) : 0;
}

function told(outcome: RunOutcome): string {
  if (outcome.status === 'unjudged') return `${outcome.code}: ${outcome.reason}`;
  return outcome.results.map(({ id, status }) => `${id} ${status}`).join(', ');
}

async function hostileFolder({ folder, files }: Exercise): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'keysmith-canary-'));
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    await mkdir(dirname(join(made, name)), { recursive: true });
    await writeFile(join(made, name), `${text}\n${HOSTILE}`);
  }
  return made;
}
