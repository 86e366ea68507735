import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { runningToy } from '../toys.ts';

const SUBMISSIONS = 400;
const FAILURE_BYTES = 750_000;
const HEAP_MB = 96;

it('holds a class in a heap that its outcomes would fill three times', { timeout: 300_000 }, async () => {
  expect(SUBMISSIONS * FAILURE_BYTES).toBeGreaterThan(3 * HEAP_MB * 1_000_000);
  const toy = await runningToy();
  onTestFinished(() => toy[Symbol.asyncDispose]());
  const from = join(toy.toy.root, 'class');
  for (let at = 0; at < SUBMISSIONS; at += 1) {
    const folder = join(from, `learner-${at}`, 'keep-notes');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'access.ts'), 'fails');
  }
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP_MB}`,
    join(import.meta.dirname, 'memory-child.ts'),
    toy.toy.root,
    from,
    join(toy.toy.root, 'out'),
    String(FAILURE_BYTES),
  ]);
  expect(stdout).toBe(String(SUBMISSIONS));
});
