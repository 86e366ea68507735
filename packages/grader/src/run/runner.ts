import type { TableAddress } from '@keysmith/table';
import { startChild, type Child } from '../child/process.ts';
import type { JailPlan } from '../sandbox/command.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { prepareJob } from './prepare.ts';
import { supervise } from './supervise.ts';

/** Runs one exercise after another. */
export interface Runner {
  run(options: Omit<RunOptions, 'table'>): Promise<RunOutcome>;
  /** Ends every process that it started. */
  close(): Promise<void>;
}

export interface RunnerOptions {
  readonly table: TableAddress;
  /**
   * Keeps the learner's code from the judge, for grading: what `prepareJail` gave, which several runners may share. Without
   * it, the code runs beside the checks.
   */
  readonly jail?: JailPlan;
  /**
   * Whether a child may run one job after the other although the code runs in it, for code that leaves nothing behind: the
   * course's own. A child that has run before is several times as fast as a new one. No unless told.
   */
  readonly isReusing?: boolean;
  /**
   * Whether a child that waits for a run judges the reference solution of the exercise that was run last, for somebody who
   * saves again and again and waits for each verdict: it then takes half as long. It costs a second or two of a processor
   * for each run. No unless told.
   */
  readonly isWarmingUp?: boolean;
}

/** A child is replaced now and then, so that nothing can pile up in it over a class of thousands. */
const JOBS_PER_CHILD = 100;

/**
 * A runner whose next child is already there, with the SDK and the instruments loaded, when a run begins. Close it, or the
 * waiting child keeps this process from ending. Each run has a child of its own, unless the runner `isReusing` or has a
 * jail: then a child holds trusted code only, and runs jobs for as long as each ends in good order.
 */
export function createRunner({
  table,
  jail,
  isReusing = jail !== undefined,
  isWarmingUp = false,
}: RunnerOptions): Runner {
  let isClosed = false;
  const children = new Set<Child>();
  const jobs = new WeakMap<Child, number>();

  const start = (inspect = false): Child => {
    const child = startChild({ table, jail, inspect });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  /** As many as have run at a time, where children are used again; one otherwise. */
  const idle: Child[] = [start()];

  const take = (inspect: boolean): Child => {
    if (inspect) return start(inspect);
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) if (child.isAlive()) return child;
    return start();
  };

  const warmUp = async (child: Child, options: Omit<RunOptions, 'table'>): Promise<void> => {
    const { exercise, seed, records = false } = options;
    const learnerFolder = exercise.solutionFolder;
    const job = await prepareJob({ exercise, learnerFolder, seed, depth: 'quick', records });
    if (!('status' in job)) child.warmUp(job);
  };

  /** Also after a run that was ended: whoever ends one is about to begin the next. */
  const giveBack = (child: Child, options: Omit<RunOptions, 'table'>, isUntouched: boolean): void => {
    const isSpent = (!isReusing && !isUntouched) || (jobs.get(child) ?? 0) >= JOBS_PER_CHILD;
    if (isSpent || isClosed) child.kill();
    else if (!child.wasKilled()) idle.push(child);
    // To start a process takes a while, and whoever waits for the outcome is first.
    setImmediate(() => {
      if (isClosed || idle.length > 0) return;
      const next = start();
      idle.push(next);
      // Without it the next run is slower, and nothing else.
      if (isWarmingUp) void warmUp(next, options).catch(() => undefined);
    });
  };

  return {
    async run(options) {
      if (isClosed) throw new Error('This runner is closed.');
      const job = await prepareJob(options);
      if ('status' in job) return job;
      const child = take(options.inspect ?? false);
      const count = jobs.get(child) ?? 0;
      jobs.set(child, count + 1);
      let isUntouched = false;
      try {
        const isTrusted = jail !== undefined;
        return await supervise(child, job, {
          ...options,
          isReusable: isReusing,
          isTrusted,
          isWarm: count > 0,
          onUntouched: () => {
            isUntouched = true;
          },
        });
      } finally {
        giveBack(child, options, isUntouched);
      }
    },
    async close() {
      isClosed = true;
      for (const child of children) child.kill();
      await Promise.all([...children].map(({ ended }) => ended));
    },
  };
}
