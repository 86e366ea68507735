import { join } from 'node:path';
import { loadCourse } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { faultsIn, openSubject } from './judge.ts';

/** A sample of what `node test/seeds/main.ts` tries; the contract tests have seen the seeds before these. */
const SEEDS = [4, 5, 6];

const { exercises } = await loadCourse(join(import.meta.dirname, '..', '..'), { only: [] });

describe('a reference solution', { timeout: 120_000 }, () => {
  it('is there', () => {
    expect(exercises.length).toBeGreaterThan(0);
  });

  it.each(exercises.map((exercise) => ({ slug: exercise.slug, exercise })))(
    'passes every check of $slug under seeds that nobody has looked at',
    async ({ exercise }) => {
      const { judge, checks } = await openSubject(exercise);
      for (const seed of SEEDS) {
        const verdicts = await judge(seed);
        expect(faultsIn(verdicts), `seed ${seed}`).toEqual([]);
        expect(verdicts.map(({ id }) => id)).toEqual(checks);
      }
    },
  );
});

describe('a fault', () => {
  it('is told with the check and what happened', () => {
    const base = { task: 't', title: 'A title', points: 0, maxPoints: 1 };
    expect(
      faultsIn([
        { ...base, id: 'passes', status: 'pass' },
        {
          ...base,
          id: 'fails',
          status: 'fail',
          failure: { expected: '', happened: 'two were there', evidence: '', requests: [] },
        },
        { ...base, id: 'breaks', status: 'error', reason: 'a typo' },
      ]),
    ).toEqual([
      { check: 'fails', message: 'fail: two were there' },
      { check: 'breaks', message: 'error: a typo' },
    ]);
  });
});
