import { describe, expect, it } from 'vitest';
import { inParallel } from '../../../packages/grader/src/batch/in-parallel.ts';

describe('work in parallel', () => {
  it('gives each item to one worker, and asks for the next only when one is free', async () => {
    const seen: string[] = [];
    const gates = [0, 1, 2].map(() => Promise.withResolvers<void>());
    const worker = (name: string) => async (item: number) => {
      seen.push(`${name}${item}`);
      await gates[item]?.promise;
    };
    const ended = inParallel([0, 1, 2], [worker('a'), worker('b')]);
    expect(seen).toEqual(['a0', 'b1']);
    for (const gate of gates) gate.resolve();
    await ended;
    expect(seen.map((one) => one.slice(1))).toEqual(['0', '1', '2']);
  });

  it('begins nothing more after a failure, and waits for what had begun', async () => {
    const gate = Promise.withResolvers<void>();
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 0) throw new Error('zero');
      await gate.promise;
    };
    const ended = inParallel([0, 1, 2, 3], [work, work]);
    gate.resolve();
    await expect(ended).rejects.toThrow('zero');
    expect(begun).toEqual([0, 1]);
    await expect(inParallel([], [work])).resolves.toBeUndefined();
  });
});
