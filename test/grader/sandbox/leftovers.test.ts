import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { accessWith, runningToy } from '../toys.ts';
import { openJail } from './open-jail.ts';

/** Processes of this machine that were started with a word. */
function startedWith(word: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}

it('leaves no sandbox behind when the grader is killed', { timeout: 300_000 }, async (context) => {
  const jail = await openJail();
  onTestFinished(() => jail[Symbol.asyncDispose]());
  jail.plan(context);
  const toy = await runningToy();
  onTestFinished(() => toy[Symbol.asyncDispose]());
  const top =
    "console.log('The jail is there.');\nawait new Promise(() => setInterval(() => undefined, 1000));";
  const learner = await toy.folder('endless', { 'access.ts': accessWith({ top }) });
  const grader = spawn(
    process.execPath,
    [join(import.meta.dirname, 'killed-child.ts'), learner, toy.toy.root],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [printed] = (await once(grader.stdout, 'data')) as [Buffer];
  const program = printed.toString().split('\n')[0] ?? '';
  // What is removed here must be nothing else, whatever was printed.
  expect(program).toMatch(/\/keysmith-jail-\w+$/);
  onTestFinished(() => rmSync(program, { recursive: true, force: true }));
  expect(startedWith(program)).not.toEqual([]);
  grader.kill('SIGKILL');
  await vi.waitUntil(() => startedWith(program).length === 0, { timeout: 120_000, interval: 200 });
});
