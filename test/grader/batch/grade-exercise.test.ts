import type { CheckResult, Exercise } from '@keysmith/course';
import type { Runner, RunOutcome } from '@keysmith/grader';
import { expect, it } from 'vitest';
import { gradeExercise } from '../../../packages/grader/src/batch/grade-exercise.ts';

type Asked = Parameters<Runner['run']>[0];

const CHECKS = ['a', 'b', 'c'];
const exercise = { slug: 'toy', maxPoints: 3, tasks: [], checks: [] } as unknown as Exercise;
const found = { kind: 'files', folder: '/learner' } as const;
const seeds = { visible: 1, hidden: 7 };

const judged = (
  ids: readonly string[],
  { fails = [], ...more }: { fails?: string[]; confirmed?: string[] } = {},
): RunOutcome => ({
  status: 'judged',
  results: ids.map((id): CheckResult => {
    const status = fails.includes(id) ? 'fail' : 'pass';
    const points = status === 'pass' ? 1 : 0;
    return { id, status, task: 'task', title: `${id} holds`, points, maxPoints: 1 };
  }),
  ...more,
});

async function grade(...outcomes: RunOutcome[]) {
  const asked: Asked[] = [];
  const run: Runner['run'] = (options) => {
    asked.push(options);
    return Promise.resolve(outcomes[asked.length - 1] as RunOutcome);
  };
  const made = await gradeExercise({ exercise, found }, { runner: { run } as Runner, seeds });
  return { made, asked };
}

it('looks quickly at those checks that were not confirmed under the practice seed', async () => {
  const { made, asked } = await grade(judged(CHECKS, { confirmed: ['b'] }), judged(['a', 'c']));
  expect(made).toMatchObject({ status: 'graded', score: 3 });
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatchObject({ seed: 7, confirmSeed: 1, handover: 'leave' });
  expect(asked[1]).toMatchObject({ seed: 1, depth: 'quick', only: ['a', 'c'], handover: 'take' });
});

it('needs no quick pass where every check was confirmed', async () => {
  const { made, asked } = await grade(judged(CHECKS, { confirmed: ['c', 'b', 'a'] }));
  expect(made).toMatchObject({ status: 'graded', score: 3 });
  expect(asked).toHaveLength(1);
});

it('looks at everything under the practice seed, whatever was confirmed, when a check fails there', async () => {
  const full = judged(CHECKS, { fails: ['c'] });
  const { made, asked } = await grade(
    judged(CHECKS, { confirmed: ['b'] }),
    judged(['a', 'c'], { fails: ['c'] }),
    full,
    judged(['c'], { fails: ['c'] }),
  );
  expect(made).toMatchObject({ status: 'graded', score: 2 });
  expect(asked[2]).toMatchObject({ seed: 1, isConfirmed: false });
  expect(asked[2]).not.toHaveProperty('only');
});

it('confirms nothing twice where there is no hidden seed', async () => {
  const asked: Asked[] = [];
  const run: Runner['run'] = (options) => {
    asked.push(options);
    return Promise.resolve(judged(CHECKS, { confirmed: ['b'] }));
  };
  const runner = { run } as Runner;
  await gradeExercise({ exercise, found }, { runner, seeds: { visible: 1 } });
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toHaveProperty('confirmSeed');
});
