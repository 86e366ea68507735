import { spawn } from 'node:child_process';
import type { Exercise } from '@keysmith/course';
import { startTable } from '@keysmith/table';
import { ROOT } from './batch.ts';

export interface Handwork extends AsyncDisposable {
  /** Seconds for all of these. */
  seconds(submissions: readonly Submitted[]): Promise<number>;
}

export interface Submitted {
  readonly exercise: Exercise;
  readonly folder: string;
}

/**
 * How an instructor would grade without us: one unprotected `vitest run` for each submission, so many at a time, on one
 * DynamoDB Local that is started before.
 */
export async function byHand(jobs: number): Promise<Handwork> {
  const table = await startTable('dynamodb-local');
  return {
    async seconds(submissions) {
      const begun = performance.now();
      const queue = submissions.values();
      const work = async (): Promise<void> => {
        for (const { exercise, folder } of queue)
          await vitest(exercise, { folder, endpoint: table.address.endpoint });
      };
      await Promise.all(Array.from({ length: jobs }, work));
      return (performance.now() - begun) / 1000;
    },
    [Symbol.asyncDispose]: () => table.close(),
  };
}

function vitest(
  { path }: Exercise,
  { folder, endpoint }: { readonly folder: string; readonly endpoint: string | undefined },
): Promise<void> {
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'exercises', `exercises/${path}`];
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, KEYSMITH_LEARNER_DIR: folder, KEYSMITH_TABLE_ENDPOINT: endpoint },
    stdio: 'ignore',
  });
  // A wrong answer ends with 1; only a run that could not start is an error.
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}
