import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeProgress } from '@keysmith/course';
import type { Toy } from '../../course/toy.ts';
import { answerWith, run, runnableToy, workOf } from '../command.ts';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy();
});
afterAll(() => toy[Symbol.asyncDispose]());

const solution = (...args: readonly string[]) => run(toy.root, ['solution', 'keep-notes', ...args]);

describe('keysmith solution', { timeout: 30_000 }, () => {
  it('asks before the exercise is passed, and shows nothing where nobody can answer', async () => {
    const { code, stdout, stderr } = await solution();
    expect(stderr).toContain('You have not passed keep-notes yet. Show its solution all the same?');
    expect(stderr).toContain('--yes');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('shows the difference to the starter when there is no copy', async () => {
    const { code, stdout } = await solution('--yes');
    expect(stdout).toContain('--- exercises/10-one-to-many/16-keep-notes/access.ts');
    expect(stdout).toContain('+++ solutions/10-one-to-many/16-keep-notes/access.ts');
    expect(stdout).toContain("-  throw new Error('Implement keepNote in access.ts');");
    expect(stdout).toContain('solutions/10-one-to-many/16-keep-notes/ (begin with README.mdx)');
    expect(code).toBe(0);
  });

  it("shows the difference to the learner's files, without a question once they have passed", async () => {
    await answerWith(toy, 'reverses');
    await writeProgress(toy.root, {
      version: 1,
      exercises: { 'keep-notes': { tasksPassed: [], passedAt: '2026-01-02T03:04:05.000Z' } },
    });
    const { code, stdout } = await solution();
    expect(stdout).toContain(`--- ${workOf()}/access.ts`);
    expect(stdout).toContain('table.ts: the same as the solution.');
    expect(stdout).toContain('.reverse();');
    expect(code).toBe(0);
  });
});
