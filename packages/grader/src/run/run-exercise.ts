import { startChild } from '../child/process.ts';
import type { RunOptions, RunOutcome } from './options.ts';
import { prepareJob } from './prepare.ts';
import { supervise } from './supervise.ts';

/**
 * Runs the checks of one exercise on the files of one learner, in a child process that is gone afterwards.
 *
 * Nothing that a learner's code does makes this throw: what cannot be judged comes back as `unjudged`, with the
 * reason. It rejects when `signal` ends it.
 */
export async function runExercise(options: RunOptions): Promise<RunOutcome> {
  // The child needs half a second to load the SDK; the files are read meanwhile.
  const child = startChild(options);
  try {
    const job = await prepareJob(options);
    return 'status' in job ? job : await supervise(child, job, options);
  } finally {
    child.kill();
    await child.ended;
  }
}
