import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Toy } from '../../course/toy.ts';
import { run, runnableToy, workOf } from '../command.ts';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy();
});
beforeEach(async () => {
  await toy.write(`${workOf()}/access.ts`, 'export const mine = 1;\n');
});
afterAll(() => toy[Symbol.asyncDispose]());

const reset = (...args: readonly string[]) => run(toy.root, ['reset', 'keep-notes', ...args]);
const kept = (number: number) => `work/10-one-to-many/.before-reset/16-keep-notes-${number}`;

describe('keysmith reset', { timeout: 30_000 }, () => {
  it('changes nothing where nobody can be asked', async () => {
    const { code, stderr } = await reset();
    expect(stderr).toContain('--yes');
    expect(code).toBe(2);
    expect(await toy.read(`${workOf()}/access.ts`)).toBe('export const mine = 1;\n');
  });

  it('copies the starter afresh and keeps every old copy', async () => {
    const first = await reset('--yes');
    await toy.write(`${workOf()}/notes.md`, 'Do not lose me.\n');
    await toy.write(`${workOf()}/access.ts`, 'export const mine = 2;\n');
    const second = await reset('--yes');

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.stdout).toContain(`Your files are now in ${kept(2)}`);
    expect(await toy.read(`${kept(1)}/access.ts`)).toBe('export const mine = 1;\n');
    expect(await toy.read(`${kept(2)}/access.ts`)).toBe('export const mine = 2;\n');
    expect(await toy.read(`${kept(2)}/notes.md`)).toBe('Do not lose me.\n');
    expect(await toy.read(`${workOf()}/access.ts`)).toContain('Implement keepNote');
  });

  it('has nothing to do where the starter is as it came', async () => {
    await reset('--yes');
    const { code, stdout } = await reset();
    expect(stdout).toContain('nothing to reset');
    expect(code).toBe(0);
  });
});
