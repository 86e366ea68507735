import { describe, expect, it } from 'vitest';
import { inParallel } from '../../../packages/grader/src/batch/in-parallel.ts';

describe('work in parallel', () => {
  it('keeps the order of the items, whichever worker is faster, and gives each item to one', async () => {
    const seen: string[] = [];
    const gates = [3, 1, 2].map(() => Promise.withResolvers<void>());
    const worker = (name: string) => async (item: number) => {
      seen.push(`${name}${item}`);
      await gates[item]?.promise;
      return item * 10;
    };
    const results = inParallel([0, 1, 2], [worker('a'), worker('b')]);
    gates[1]?.resolve();
    gates[2]?.resolve();
    await Promise.resolve();
    gates[0]?.resolve();
    expect(await results).toEqual([0, 10, 20]);
    expect(seen).toEqual(['a0', 'b1', 'b2']);
  });

  it('fails when one item does', async () => {
    const work = (item: number) => (item === 1 ? Promise.reject(new Error('one')) : Promise.resolve(item));
    await expect(inParallel([0, 1, 2], [work])).rejects.toThrow('one');
    expect(await inParallel([], [work])).toEqual([]);
  });
});
