/* A run may leave its process to the next run of the same files, and to no other. */
import type { RunOutcome } from '@keysmith/grader';
import { expect, it, type TestContext } from 'vitest';
import { accessWith, type RunningToy } from '../toys.ts';
import { toyInJail } from './open-jail.ts';

/** Says at each load how often the process has loaded the file. */
const COUNTING = accessWith({
  top: "globalThis.loads = (globalThis.loads ?? 0) + 1; console.log('loaded', globalThis.loads);",
});

interface Opened {
  readonly toy: RunningToy;
  /** Runs a folder's files, and gives the first count that they printed. */
  firstLoad(learnerFolder: string, handover?: 'leave' | 'take'): Promise<number>;
  run(learnerFolder: string): Promise<RunOutcome>;
}

async function open(context: TestContext): Promise<Opened> {
  const { toy, runner } = await toyInJail(context);
  return {
    toy,
    run: (learnerFolder) => runner.run({ exercise: toy.exercise, learnerFolder, seed: 7 }),
    async firstLoad(learnerFolder, handover) {
      const told: string[] = [];
      const { status, results } = await runner.run({
        exercise: toy.exercise,
        learnerFolder,
        fallbackFolder: toy.exercise.solutionFolder,
        seed: 7,
        isConfirmed: false,
        ...(handover && { handover }),
        onEvent: (event) => event.type === 'output' && told.push(event.text),
      });
      expect(status).toBe('judged');
      expect(results.map((result) => result.status)).toEqual(['pass', 'pass', 'pass']);
      return Number(/^loaded (\d+)$/m.exec(told.join(''))?.[1]);
    },
  };
}

it('is taken by the next run of the same files, which are loaded anew', async (context) => {
  const { toy, firstLoad } = await open(context);
  const folder = await toy.folder('one', { 'access.ts': COUNTING });
  expect(await firstLoad(folder, 'leave')).toBe(1);
  expect(await firstLoad(folder, 'take')).toBeGreaterThan(1);
});

it('is gone after that, and where nobody asks for it', async (context) => {
  const { toy, firstLoad } = await open(context);
  const folder = await toy.folder('one', { 'access.ts': COUNTING });
  expect(await firstLoad(folder, 'take')).toBe(1);
  expect(await firstLoad(folder, 'take')).toBe(1);
  expect(await firstLoad(folder, 'leave')).toBe(1);
  expect(await firstLoad(folder)).toBe(1);
  expect(await firstLoad(folder, 'take')).toBe(1);
});

it('is not given to other files', async (context) => {
  const { toy, firstLoad } = await open(context);
  const [one, other] = [
    await toy.folder('one', { 'access.ts': COUNTING }),
    await toy.folder('other', { 'access.ts': `${COUNTING}\n// of somebody else\n` }),
  ];
  expect(await firstLoad(one, 'leave')).toBe(1);
  expect(await firstLoad(other, 'take')).toBe(1);
});

it('is gone after files that are no modules, and the judge is not', async (context) => {
  const { toy, firstLoad, run } = await open(context);
  const folder = await toy.folder('one', { 'access.ts': COUNTING });
  const broken = await toy.folder('broken', { 'access.ts': 'export const x: = 1', 'table.ts': '' });
  expect(await firstLoad(folder, 'leave')).toBe(1);
  expect(await run(broken)).toMatchObject({ status: 'unjudged', code: 'syntax' });
  expect(await firstLoad(folder, 'take')).toBe(1);
});
