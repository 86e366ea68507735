import type { CheckResult, Exercise } from '@keysmith/course';
import type { Runner, RunOutcome } from '@keysmith/grader';
import { expect, test } from 'vitest';
import { runTwice } from '../../../packages/grader/src/batch/run-twice.ts';

type Asked = Parameters<Runner['run']>[0];

const result = (id: string, status: CheckResult['status']): CheckResult => ({
  id,
  status,
  task: 'task',
  title: `${id} holds`,
  points: status === 'pass' ? 1 : 0,
  maxPoints: 1,
});

/** Gives one outcome after the other, and notes what was asked for. */
function scripted(...outcomes: RunOutcome[]): { runner: Pick<Runner, 'run'>; asked: Asked[] } {
  const asked: Asked[] = [];
  const run: Runner['run'] = (options) => {
    asked.push(options);
    return Promise.resolve(outcomes[asked.length - 1] as RunOutcome);
  };
  return { runner: { run }, asked };
}

const options = {
  exercise: { slug: 'toy' } as Exercise,
  learnerFolder: '/learner',
  seed: 7,
  handover: 'take',
} as const;

test('only the checks that failed are repeated, in a process of their own and without a sample', async () => {
  const first = [result('a', 'pass'), result('b', 'fail'), result('c', 'skipped'), result('d', 'fail')];
  const again = [result('a', 'pass'), result('b', 'fail'), result('d', 'fail')];
  const { runner, asked } = scripted(
    { status: 'judged', results: first },
    { status: 'judged', results: again },
  );

  expect(await runTwice(runner as Runner, options)).toEqual({ kind: 'judged', results: first });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ seed: 7, only: ['b', 'd'], isConfirmed: false });
  expect(asked[1]).not.toHaveProperty('handover');
});

test('a check that fails and then passes is unstable, and so is one that it needs and that fails then', async () => {
  const { runner } = scripted(
    { status: 'judged', results: [result('a', 'pass'), result('b', 'fail')] },
    { status: 'judged', results: [result('a', 'fail'), result('b', 'pass')] },
  );

  const outcome = await runTwice(runner as Runner, options);
  expect(outcome.kind).toBe('unstable');
  expect('unstable' in outcome && outcome.unstable.map(({ check }) => check)).toEqual(['a', 'b']);
});

test('a run that hangs is repeated whole', async () => {
  const hang: RunOutcome = { status: 'unjudged', code: 'hang', reason: 'no progress', results: [] };
  const { runner, asked } = scripted(hang, hang);

  expect(await runTwice(runner as Runner, options)).toMatchObject({ kind: 'unjudged' });
  expect(asked[1]).not.toHaveProperty('only');
});

test('a run in which everything passes is not repeated', async () => {
  const { runner, asked } = scripted({ status: 'judged', results: [result('a', 'pass')] });

  expect((await runTwice(runner as Runner, options)).kind).toBe('judged');
  expect(asked).toHaveLength(1);
});
