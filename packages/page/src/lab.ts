import { Watch, type RunEvent, type RunOutcome } from '@keysmith/grader/watch';
import type { CheckResult } from '@keysmith/course';
import type { PageJob } from './messages.ts';
import { readVerdict } from './read-verdict.ts';
import { openRunners, type Runner, type RunnersOptions } from './runners.ts';

export type { LearnerFile } from './messages.ts';

/** What the page has to know of an exercise: its manifest's checks, and the text of checks.test.ts. */
export type LabExercise = Pick<PageJob, 'specs' | 'checks'>;

/** No exercise: the files' `main` is called, and what it did and cost is told. A run of it passes if `main` returns. */
export const PLAY: LabExercise = {
  specs: [{ id: 'play', task: 'play', title: 'main returns', points: 0, needs: [] }],
};

export interface LabRun extends Pick<PageJob, 'files' | 'seed' | 'only' | 'replay' | 'records'> {
  readonly exercise: LabExercise;
  /**
   * `quick`, `full`, or, unless it is given, the quick pass and the full one after it if the quick one passed. Then
   * `records` are made after the quick pass: in the full one, or in a second quick one if the first did not pass.
   */
  readonly depth?: PageJob['depth'];
}

/** An exercise, and files for it. */
export type WarmUp = Pick<LabRun, 'exercise' | 'files'>;

export type LabEvent =
  | RunEvent
  /** The first verdict is there, and there is more to come: the full pass, or the recordings. */
  | { readonly type: 'first-verdict'; readonly outcome: RunOutcome };

/** `stopped` has the checks that had finished before. */
export type LabOutcome = RunOutcome | { readonly status: 'stopped'; readonly results: CheckResult[] };

export interface LabOptions extends RunnersOptions {
  /** Milliseconds without a check starting, going on or finishing after which a run is ended. 5,000 unless told. */
  readonly stallMs?: number;
}

/**
 * Runs exercises in this page. A worker that is already there, with the SDK and the instruments loaded, takes the next
 * run; no worker takes a second one, so that nothing of one run reaches the next.
 */
export interface Lab {
  /** Runs the checks, and stops the run before it. Never rejects. */
  run(options: LabRun, onEvent?: (event: LabEvent) => void): Promise<LabOutcome>;
  /**
   * From now on, a worker that waits for a run judges this meanwhile, so that it is warm when one comes: best the same
   * exercise, with files that pass it.
   */
  warmUp(given: WarmUp): void;
  /** Stops the run that is under way, at once. */
  stop(): void;
  /** Takes everything that the lab made out of the page. */
  dispose(): void;
}

const STALL_MS = 5000;

export function createLab({ stallMs = STALL_MS, ...addresses }: LabOptions): Lab {
  const runners = openRunners(addresses);
  let spare: Runner | undefined = runners.start();
  let current = new AbortController();
  let isDisposed = false;
  let isRunning = false;
  let warming: PageJob | undefined;

  /** Not beside a run, from which it would take the time. */
  const warm = (): void => {
    if (warming && !isRunning) spare?.warmUp(warming);
  };

  const prepare = (): void => {
    if (!isDisposed) spare ??= runners.start();
  };

  const take = (): Runner => {
    const runner = spare ?? runners.start();
    spare = undefined;
    return runner;
  };

  return {
    async run(options, onEvent = () => undefined) {
      current.abort();
      current = new AbortController();
      const runner = take();
      const { signal } = current;
      isRunning = true;
      try {
        return await runPasses(runner, options, {
          onEvent(event) {
            onEvent(event);
            // Nobody waits for what follows as for a first verdict, so the next worker may load beside it.
            if (event.type === 'first-verdict') prepare();
          },
          stallMs,
          signal,
        });
      } finally {
        runner.end();
        // Whoever waits for the outcome goes on first: to start a worker takes the page's time.
        setTimeout(() => {
          if (current.signal !== signal) return;
          prepare();
          isRunning = false;
          warm();
        });
      }
    },
    warmUp({ exercise, files }) {
      warming = { ...exercise, files, seed: 1, depth: 'quick' };
      warm();
    },
    stop: () => current.abort(),
    dispose() {
      isDisposed = true;
      current.abort();
      runners.close();
    },
  };
}

interface Supervision {
  readonly onEvent: (event: LabEvent) => void;
  readonly stallMs: number;
  readonly signal: AbortSignal;
}

async function runPasses(runner: Runner, run: LabRun, supervision: Supervision): Promise<LabOutcome> {
  const { depth, exercise, records = false, ...rest } = run;
  const job: PageJob = { ...exercise, ...rest };
  if (depth !== undefined) return runOnce(runner, { ...job, depth, records }, supervision);
  // To record takes a fifth of a run's time, and whoever pressed Run waits for the verdict first.
  const first = await runOnce(runner, { ...job, depth: 'quick' }, supervision);
  if (first.status !== 'judged') return first;
  const hasPassed = first.results.every(isPassed);
  if (hasPassed || records) supervision.onEvent({ type: 'first-verdict', outcome: first });
  if (hasPassed) return runOnce(runner, { ...job, depth: 'full', records }, supervision);
  if (!records) return first;
  const silent = { ...supervision, onEvent: () => undefined };
  const recorded = await runOnce(runner, { ...job, depth: 'quick', records }, silent);
  return { ...first, results: withRecordings(first.results, recorded.results) };
}

/** The verdicts as they were given, each with the recording of its check if that came to the same. */
function withRecordings(results: readonly CheckResult[], recorded: readonly CheckResult[]): CheckResult[] {
  const byId = new Map(recorded.map((result) => [result.id, result]));
  return results.map((result) => {
    const again = byId.get(result.id);
    const isSame = again?.status === result.status && again.failure?.happened === result.failure?.happened;
    return isSame && again.recording ? { ...result, recording: again.recording } : result;
  });
}

const isPassed = ({ status }: CheckResult): boolean => status === 'pass';

async function runOnce(runner: Runner, job: PageJob, supervision: Supervision): Promise<LabOutcome> {
  const results: CheckResult[] = [];
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'check-finished') results.push(event.result);
    supervision.onEvent(event);
  };
  const { stallMs, signal } = supervision;
  const watch = new Watch(job, { runner: 'worker', readVerdict, onEvent, stallMs, signal });
  // It says so once, and this may be its second pass.
  if (runner.isReady) watch.receive({ type: 'ready' });
  runner.listen((message) => watch.receive(message));
  // A worker that is not there yet finds the job when it is.
  runner.run(job);
  return watch.outcome.catch(() => ({ status: 'stopped', results }));
}
