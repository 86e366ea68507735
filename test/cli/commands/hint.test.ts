import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgress, recordRun, writeProgress } from '@keysmith/course';
import type { Toy } from '../../course/toy.ts';
import { run, runnableToy } from '../command.ts';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy();
});
afterAll(() => toy[Symbol.asyncDispose]());

const hint = (...args: readonly string[]) => run(toy.root, ['hint', ...args]);

describe('keysmith hint', { timeout: 30_000 }, () => {
  it('shows the gentlest layer first, and how to see the next', async () => {
    const { code, stdout } = await hint('keep-notes', 'list');
    expect(stdout).toBe(`
2  List the notes of a shelf  hint 1 of 2

Which attribute do all notes of a shelf share?

more  npx keysmith hint keep-notes list --layer 2
`);
    expect(code).toBe(0);
  });

  it('shows the layer asked for, with its code, and nothing behind the last', async () => {
    const { stdout } = await hint('keep-notes', '2', '--layer', '2');
    expect(stdout).toContain('hint 2 of 2');
    expect(stdout).toContain('\n    new QueryCommand({ TableName });\n');
    expect(stdout).not.toContain('more');
  });

  it('takes the first open task unless one is named', async () => {
    const exercise = {
      slug: 'keep-notes',
      tasks: [
        { id: 'keep', title: '' },
        { id: 'list', title: '' },
      ],
      checks: [
        { id: 'a', task: 'keep', title: '', asks: '', points: 1, hint: 1, needs: [] },
        { id: 'b', task: 'list', title: '', asks: '', points: 1, hint: 1, needs: [] },
      ],
    };
    const results = [{ id: 'a', task: 'keep', title: '', status: 'pass' as const, points: 1, maxPoints: 1 }];
    expect((await hint('keep-notes')).stdout).toContain('1  Keep a note');
    const progress = recordRun(await readProgress(toy.root), { exercise, results, now: new Date(0) });
    await writeProgress(toy.root, progress);
    expect((await hint('keep-notes')).stdout).toContain('2  List the notes');
  });

  it.each([
    [['keep-notes', 'lst'], 'has no task "lst".\nDid you mean list?'],
    [['keep-notes', 'zzzzzz'], 'Its tasks are keep, list.'],
    [['keep-notes', 'keep', '--layer', '2'], 'has no hint of layer 2.\nIt has one; leave --layer out.'],
    [['keep-notes', 'list', '--layer', '3'], 'It has 2: ask for --layer 1 to 2.'],
    [['keep-notes', 'list', '--layer', '0'], 'It must be a whole number from 1.'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stderr } = await hint(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
