/* What nobody waited for is told, and does not fill the judge's memory. */
import { expect, it } from 'vitest';
import { accessWith } from '../toys.ts';
import { toyInJail } from './open-jail.ts';

it('are told a hundred times at most, however many there are', async (context) => {
  const { toy, runner } = await toyInJail(context);
  const flood = `for (let at = 0; at < 200; at += 1) void Promise.reject(new Error('nobody waits'));`;
  const folder = await toy.folder('flood', { 'access.ts': accessWith({ keepNote: flood }) });
  let told = 0;
  const { status, results } = await runner.run({
    exercise: toy.exercise,
    learnerFolder: folder,
    fallbackFolder: toy.exercise.solutionFolder,
    seed: 7,
    isConfirmed: false,
    onEvent: (event) => {
      if (event.type === 'output' && event.text.includes('nobody waits')) told += 1;
    },
  });
  expect([status, ...results.map((result) => result.status)]).toEqual(['judged', 'pass', 'pass', 'pass']);
  expect(told).toBe(100);
});
