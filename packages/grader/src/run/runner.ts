import type { TableAddress } from '@keysmith/table';
import type { Isolation } from '../sandbox/isolation.ts';
import { startChild, type Child } from '../child/process.ts';
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
  /** How the learner's code is kept from the judge. For grading; without it, the code runs beside the checks. */
  readonly isolation?: Isolation;
}

/**
 * A runner whose next child is already there, with the SDK and the instruments loaded, when a run begins. Close it,
 * or the waiting child keeps this process from ending.
 */
export function createRunner({ table }: RunnerOptions): Runner {
  let spare: Child | undefined = startChild({ table });
  let isClosed = false;
  const children = new Set<Child>([spare]);

  const start = (inspect: boolean): Child => {
    const child = startChild({ table, inspect });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };

  const take = (inspect: boolean): Child => {
    const child = spare;
    if (inspect || child === undefined || !child.isAlive()) return start(inspect);
    spare = undefined;
    return child;
  };

  return {
    async run(options) {
      if (isClosed) throw new Error('This runner is closed.');
      const job = await prepareJob(options);
      if ('status' in job) return job;
      try {
        return await supervise(take(options.inspect ?? false), job, options);
      } finally {
        // Also after a run that was ended: whoever ends one is about to begin the next.
        if (!isClosed) spare ??= start(false);
      }
    },
    async close() {
      isClosed = true;
      for (const child of children) child.kill();
      await Promise.all([...children].map(({ ended }) => ended));
    },
  };
}
