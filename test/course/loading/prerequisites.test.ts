import { expect, it } from 'vitest';
import { reportPrerequisites } from '../../../packages/course/src/loading/prerequisites.ts';
import type { Problem } from '@keysmith/course';
import { expectOne, problemsAfter, problemsIn, EXERCISE, changeManifest } from '../problems.ts';
import { toyCourse } from '../toy.ts';

it('refuses a prerequisite of an exercise that does not exist', async () => {
  const problems = await problemsAfter(async (toy) =>
    changeManifest(toy, (manifest) => (manifest.prerequisites = ['one-to-many'])),
  );
  expectOne(problems, {
    code: 'prerequisite.unknown',
    place: `${EXERCISE}/package.json`,
    rule: '"keep-notes" wants "one-to-many", which is none',
    remedy: 'none, there is nothing else yet',
  });
});

it('refuses a prerequisite of a chapter that does not exist', async () => {
  const page = 'chapters/10-one-to-many/index.mdx';
  const problems = await problemsAfter(async (toy) =>
    toy.replace(page, 'minutes: 12', 'minutes: 12\nprerequisites: [keep-notes]'),
  );
  expectOne(problems, {
    code: 'prerequisite.unknown',
    place: page,
    rule: '"one-to-many" wants "keep-notes"',
    remedy: 'Name some of',
  });
});

it('refuses exercises that wait for each other', async () => {
  await using toy = await toyCourse();
  await changeManifest(toy, (manifest) => (manifest.prerequisites = ['more-notes']));
  expectOne(await problemsIn(toy.root), {
    code: 'prerequisite.cycle',
    place: `${EXERCISE}/package.json`,
    rule: 'keep-notes → more-notes → keep-notes',
    remedy: 'Take one of these out',
  });
});

it('does not refuse a prerequisite whose own file could not be read', () => {
  const problems: Problem[] = [];
  const steps = [{ id: 'b', prerequisites: ['a'], place: 'b' }];
  reportPrerequisites(steps, ['a', 'b'], (problem) => problems.push(problem));
  expect(problems).toEqual([]);
});
