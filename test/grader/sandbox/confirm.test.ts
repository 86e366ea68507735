/* A sample of the checks is judged once more in fresh jails: under the run's own seed, or under another. */
import { createRunner, type RunOptions, type RunOutcome } from '@keysmith/grader';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { accessWith, runningToy, type RunningToy } from '../toys.ts';
import { openJail } from './open-jail.ts';

type Asked = Pick<RunOptions, 'learnerFolder'> & Partial<RunOptions>;

async function open(context: TestContext): Promise<{
  readonly toy: RunningToy;
  run(asked: Asked): Promise<RunOutcome>;
}> {
  const jail = await openJail();
  onTestFinished(() => jail[Symbol.asyncDispose]());
  const runner = createRunner({ table: { kind: 'embedded' }, jail: jail.plan(context) });
  onTestFinished(() => runner.close());
  const toy = await runningToy();
  onTestFinished(() => toy[Symbol.asyncDispose]());
  const { exercise } = toy;
  const fallbackFolder = exercise.solutionFolder;
  return { toy, run: (asked) => runner.run({ exercise, fallbackFolder, seed: 7, ...asked }) };
}

const statuses = ({ results }: RunOutcome): string[] => results.map(({ status }) => status);

it('tells which checks passed again, and none where it was not to look', async (context) => {
  const { toy, run } = await open(context);
  const learnerFolder = toy.exercise.solutionFolder;
  const own = await run({ learnerFolder });
  const other = await run({ learnerFolder, confirmSeed: 1 });
  const ids = toy.exercise.checks.map(({ id }) => id);
  for (const outcome of [own, other]) {
    const confirmed = outcome.status === 'judged' ? (outcome.confirmed ?? []) : [];
    expect(new Set(confirmed).size).toBe(2);
    expect(ids).toEqual(expect.arrayContaining([...confirmed]));
  }
  expect(await run({ learnerFolder, isConfirmed: false })).not.toHaveProperty('confirmed');
});

it('accuses nobody of state whose code knows the data of one seed alone', async (context) => {
  const { toy, run } = await open(context);
  const telling = await toy.folder('telling', {
    'access.ts': accessWith({ keepNote: "console.log('shelf', input.shelf);" }),
  });
  const shelves = new Set<string>();
  await run({
    learnerFolder: telling,
    onEvent: (event) => {
      const text = event.type === 'output' ? event.text : '';
      for (const [, shelf = ''] of text.matchAll(/^shelf (.*)$/gm)) shelves.add(shelf);
    },
  });
  expect(shelves.size).toBeGreaterThan(0);
  const known = JSON.stringify([...shelves]);
  const knowing = await toy.folder('knowing', {
    'access.ts': accessWith({ keepNote: `if (!${known}.includes(input.shelf)) return;` }),
  });
  const outcome = await run({ learnerFolder: knowing, confirmSeed: 1 });
  expect(outcome.status).toBe('judged');
  expect(statuses(outcome)).toEqual(['pass', 'pass', 'pass']);
  expect(outcome).not.toHaveProperty('confirmed');
});

it('finds what survives between runs under another seed as well', async (context) => {
  const { toy, run } = await open(context);
  const top = `const counted = globalThis as { loads?: number };
const load = (counted.loads = (counted.loads ?? 0) + 1);`;
  const late = (loads: number): string =>
    accessWith({ top }).replace('return Items.map', `if (load < ${loads}) return [];\n  return Items.map`);
  // Right only in a process that has loaded it so often, which the first has by then, and no fresh one.
  const learnerFolder = await toy.folder('late', { 'access.ts': late(6) });
  const unconfirmed = await run({ learnerFolder, isConfirmed: false });
  expect(statuses(unconfirmed)).toEqual(['pass', 'pass', 'pass']);
  expect(await run({ learnerFolder, confirmSeed: 1 })).toMatchObject({ status: 'unjudged', code: 'state' });
});
