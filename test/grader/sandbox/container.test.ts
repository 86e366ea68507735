/* Isolation by another user id alone, for machines that are one submission's own. */
import { createRunner, prepareJail } from '@keysmith/grader';
import { expect, it, onTestFinished } from 'vitest';
import { accessWith, runningToy } from '../toys.ts';

it('runs the code as a user of its own, or says that it takes root', async () => {
  if (process.getuid?.() !== 0) {
    await expect(prepareJail('container')).rejects.toMatchObject({ code: 'isolation.not-root' });
    return;
  }
  const toy = await runningToy();
  const jail = await prepareJail('container');
  const runner = createRunner({ table: { kind: 'embedded' }, jail: jail.plan });
  onTestFinished(async () => {
    await runner.close();
    await jail[Symbol.asyncDispose]();
    await toy[Symbol.asyncDispose]();
  });
  const told: string[] = [];
  const { status, results } = await runner.run({
    exercise: toy.exercise,
    learnerFolder: await toy.folder('contained', {
      'access.ts': accessWith({ top: "console.log('user', process.getuid());" }),
    }),
    fallbackFolder: toy.exercise.solutionFolder,
    seed: 7,
    onEvent: (event) => event.type === 'output' && told.push(event.text),
  });
  expect(status).toBe('judged');
  expect(results.map((result) => result.status)).toEqual(['pass', 'pass', 'pass']);
  const users = [...told.join('').matchAll(/^user (\d+)$/gm)].map(([, user]) => Number(user));
  expect(users.length).toBeGreaterThan(0);
  expect(users).not.toContain(0);
});
