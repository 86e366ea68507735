import type { TableAddress } from '@keysmith/table';
import { startChild, type Child } from '../child/process.ts';
import type { JailPlan } from '../sandbox/command.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { prepareJob } from './prepare.ts';
import { supervise } from './supervise.ts';

/** Runs one exercise after another, each in a process of its own. */
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
}

/** A judge is replaced now and then, so that nothing can pile up in it over a class of thousands. */
const JOBS_PER_JUDGE = 100;

/**
 * A runner whose next child is already there, with the SDK and the instruments loaded, when a run begins. Close it, or the
 * waiting child keeps this process from ending. Without a jail each run has a child of its own; with one, the child holds
 * trusted code only, and runs one job after the other for as long as each ends in good order.
 */
export function createRunner({ table, jail }: RunnerOptions): Runner {
  let isClosed = false;
  const children = new Set<Child>();
  const jobs = new WeakMap<Child, number>();

  const start = (inspect = false): Child => {
    const child = startChild({ table, jail, inspect });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  let spare: Child | undefined = start();

  const take = (inspect: boolean): Child => {
    const child = spare;
    if (inspect || child === undefined || !child.isAlive()) return start(inspect);
    spare = undefined;
    return child;
  };

  /** Also after a run that was ended: whoever ends one is about to begin the next. */
  const giveBack = (child: Child): void => {
    const isSpent = jail === undefined || (jobs.get(child) ?? 0) >= JOBS_PER_JUDGE;
    if (isSpent || isClosed || spare !== undefined) child.kill();
    else if (!child.wasKilled()) spare = child;
    if (!isClosed) spare ??= start();
  };

  return {
    async run(options) {
      if (isClosed) throw new Error('This runner is closed.');
      const job = await prepareJob(options);
      if ('status' in job) return job;
      const child = take(options.inspect ?? false);
      const count = jobs.get(child) ?? 0;
      jobs.set(child, count + 1);
      try {
        return await supervise(child, job, { ...options, isReusable: jail !== undefined, isWarm: count > 0 });
      } finally {
        giveBack(child);
      }
    },
    async close() {
      isClosed = true;
      for (const child of children) child.kill();
      await Promise.all([...children].map(({ ended }) => ended));
    },
  };
}
