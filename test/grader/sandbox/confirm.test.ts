/* A sample of the checks is judged once more in fresh jails, with data that no learner has seen. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '@keysmith/grader';
import { expect, it } from 'vitest';
import { gradeExercise } from '../../../packages/grader/src/batch/grade-exercise.ts';
import { accessWith } from '../toys.ts';
import { toyInJail } from './open-jail.ts';

const SEEDS = { visible: 1, hidden: 7 };
const COUNTING = `const counted = globalThis as { loads?: number };
const load = (counted.loads = (counted.loads ?? 0) + 1);`;

it('finds what survives between runs in code that knows the practice data by heart', async (context) => {
  const { toy, runner } = await toyInJail(context);
  const { exercise } = toy;
  const table = await readFile(join(exercise.solutionFolder, 'table.ts'), 'utf8');
  const files = (access: string) => ({ 'access.ts': access, 'table.ts': table });

  const telling = await toy.folder('telling', files(accessWith({ keepNote: 'console.log(input.shelf);' })));
  const printed: string[] = [];
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'output') printed.push(event.text);
  };
  await runner.run({ exercise, learnerFolder: telling, seed: SEEDS.visible, onEvent });
  const shelves = [...new Set(printed.join('').split('\n'))].filter(Boolean);
  expect(shelves.length).toBeGreaterThan(0);

  // Of what it does not know, it is right only in a process that has loaded it so often: no fresh one has.
  const guess = `if (load < 6 && !${JSON.stringify(shelves)}.includes(input.shelf)) return [];`;
  const access = accessWith({ top: COUNTING }).replace(/const \{ Items/, `${guess}\n  $&`);
  const folder = await toy.folder('cheating', files(access));
  const options = { exercise, learnerFolder: folder, isConfirmed: false };
  for (const seed of Object.values(SEEDS)) {
    const { status, results } = await runner.run({ ...options, seed });
    expect([status, ...results.map((result) => result.status)]).toEqual(['judged', 'pass', 'pass', 'pass']);
  }
  const found = { kind: 'files', folder } as const;
  expect(await gradeExercise({ exercise, found }, { runner, seeds: SEEDS })).toMatchObject({
    status: 'ungradable',
    code: 'state',
  });
});

it('accuses nobody whose code fails at first and then passes', async (context) => {
  const { toy, runner } = await toyInJail(context);
  const { exercise } = toy;
  const table = await readFile(join(exercise.solutionFolder, 'table.ts'), 'utf8');
  // Wrong in a process that has loaded it so often, which no fresh one has.
  const access = accessWith({ top: COUNTING }).replace(/const \{ Items/, 'if (load > 4) return [];\n  $&');
  const folder = await toy.folder('wavering', { 'access.ts': access, 'table.ts': table });
  const found = { kind: 'files', folder } as const;
  for (const hidden of [7, 8, 9])
    expect(await gradeExercise({ exercise, found }, { runner, seeds: { visible: 1, hidden } })).toMatchObject(
      {
        status: 'unstable',
      },
    );
});
