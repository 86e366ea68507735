import { spawn } from 'node:child_process';
import type { Exercise } from '@keysmith/course';
import { ROOT } from './batch.ts';

/**
 * How an instructor would grade without us: one unprotected `vitest run` for each submission, which brings its own DynamoDB
 * Local. Seconds for all of them, so many at a time.
 */
export async function secondsByHand(
  submissions: readonly { readonly exercise: Exercise; readonly folder: string }[],
  jobs: number,
): Promise<number> {
  const begun = performance.now();
  const queue = submissions.values();
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (const one of queue) await vitest(one.exercise, one.folder);
    }),
  );
  return (performance.now() - begun) / 1000;
}

function vitest({ path }: Exercise, folder: string): Promise<void> {
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'exercises', `exercises/${path}`];
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, KEYSMITH_LEARNER_DIR: folder, KEYSMITH_TABLE: 'dynamodb-local' },
    stdio: 'ignore',
  });
  // A wrong answer ends with 1; only a run that could not start is an error.
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}
