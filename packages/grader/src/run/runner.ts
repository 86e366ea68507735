import type { TableAddress } from '@keysmith/table';
import { startChild, type Child } from '../child/process.ts';
import type { JailPlan } from '../sandbox/command.ts';
import type { Isolation } from '../sandbox/isolation.ts';
import { prepareJail, type PreparedJail } from '../sandbox/prepare-jail.ts';
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
 * or the waiting child keeps this process from ending. With an isolation that the machine lacks, every run rejects with
 * the {IsolationError}.
 */
export function createRunner({ table, isolation }: RunnerOptions): Runner {
  let isClosed = false;
  const children = new Set<Child>();
  const prepared = isolation && prepareJail(isolation);
  // Each run tells it.
  prepared?.catch(() => undefined);

  const start = (jail: JailPlan | undefined, inspect = false): Child => {
    const child = startChild({ table, jail, inspect });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  let spare: Child | undefined = prepared === undefined ? start(undefined) : undefined;

  const take = (jail: JailPlan | undefined, inspect: boolean): Child => {
    const child = spare;
    if (inspect || child === undefined || !child.isAlive()) return start(jail, inspect);
    spare = undefined;
    return child;
  };

  return {
    async run(options) {
      if (isClosed) throw new Error('This runner is closed.');
      const jail = (await prepared)?.plan;
      const job = await prepareJob(options);
      if ('status' in job) return job;
      try {
        return await supervise(take(jail, options.inspect ?? false), job, options);
      } finally {
        // Also after a run that was ended: whoever ends one is about to begin the next.
        if (!isClosed) spare ??= start(jail);
      }
    },
    async close() {
      isClosed = true;
      for (const child of children) child.kill();
      await Promise.all([...children].map(({ ended }) => ended));
      await prepared?.then(
        (jail: PreparedJail) => jail.close(),
        () => undefined,
      );
    },
  };
}
