import type { CheckResult } from '@keysmith/course';
import { CanaryError, checkCanary, type Runner, type RunOutcome } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { runningToy } from '../toys.ts';

type Mark = 'passes' | 'fails' | 'ends' | 'breaks';

/** Runners that take so many turns for a run, and give each submission its mark. */
function runnersFor(marks: { right: Mark; wrong: Mark; hostile: Mark }, turns: readonly number[]) {
  const ran: string[][] = turns.map(() => []);
  const runners = turns.map((wait, number): Runner => ({
    close: () => Promise.resolve(),
    async run({ exercise, learnerFolder }): Promise<RunOutcome> {
      const which =
        learnerFolder === exercise.solutionFolder
          ? 'right'
          : learnerFolder === exercise.folder
            ? 'wrong'
            : 'hostile';
      ran[number]?.push(which);
      for (let turn = 0; turn < wait; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const mark = marks[which];
      if (mark === 'breaks') throw new Error('The table is gone.');
      if (mark === 'ends')
        return { status: 'unjudged', code: 'exit', reason: 'It ended.', results: [] } as never;
      const results = exercise.checks.map(({ id, points }) => ({
        id,
        status: mark === 'passes' ? 'pass' : 'fail',
        points: mark === 'passes' ? points : 0,
      }));
      return { status: 'judged', results: results as unknown as CheckResult[] } as RunOutcome;
    },
  }));
  return { runners, ran };
}

const SOUND = { right: 'passes', wrong: 'fails', hostile: 'ends' } as const;

describe('the canary', () => {
  it('is judged by all runners of the batch together', async () => {
    await using toy = await runningToy();
    const { exercise } = toy;
    const { runners, ran } = runnersFor(SOUND, [10, 10]);
    await checkCanary({ runners, exercise, seed: 1 });
    expect(ran.flat().sort()).toEqual(['hostile', 'right', 'wrong']);
    expect(ran.every((each) => each.length > 0)).toBe(true);
  });

  it.each([
    [{ ...SOUND, right: 'fails' }, 'canary.right'],
    [{ ...SOUND, right: 'ends' }, 'canary.right'],
    [{ ...SOUND, wrong: 'passes' }, 'canary.wrong'],
    [{ ...SOUND, wrong: 'ends' }, 'canary.wrong'],
    [{ ...SOUND, hostile: 'passes' }, 'canary.hostile'],
    [{ right: 'fails', wrong: 'passes', hostile: 'passes' }, 'canary.right'],
  ] as const)('is off with %j: %s, however fast each runner is', async (marks, code) => {
    await using toy = await runningToy();
    const { exercise } = toy;
    for (const turns of [[0], [10, 0], [0, 10], [0, 0, 0]]) {
      const { runners } = runnersFor(marks, turns);
      const error: unknown = await checkCanary({ runners, exercise, seed: 1 }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(CanaryError);
      expect((error as CanaryError).code).toBe(code);
    }
  });

  it('begins no more once one is off', async () => {
    await using toy = await runningToy();
    const { runners, ran } = runnersFor({ ...SOUND, right: 'fails' }, [0]);
    await expect(checkCanary({ runners, exercise: toy.exercise, seed: 1 })).rejects.toThrow(CanaryError);
    expect(ran).toEqual([['right']]);
  });

  it('tells what is off before what has broken, and that before nothing', async () => {
    await using toy = await runningToy();
    const { exercise } = toy;
    const marks = { ...SOUND, right: 'breaks', wrong: 'passes' } as const;
    const off = checkCanary({ runners: runnersFor(marks, [10, 0]).runners, exercise, seed: 1 });
    await expect(off).rejects.toMatchObject({ code: 'canary.wrong' });
    const { runners } = runnersFor({ ...SOUND, right: 'breaks' }, [0, 10]);
    await expect(checkCanary({ runners, exercise, seed: 1 })).rejects.toThrow('The table is gone.');
    await expect(checkCanary({ runners: [], exercise, seed: 1 })).rejects.toThrow('needs a runner');
  });
});
