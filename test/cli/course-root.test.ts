import { expect, it } from 'vitest';
import { findCourseRoot, repositoryRoot } from '../../packages/cli/src/course-root.ts';
import { runnableToy } from './command.ts';

it('is what KEYSMITH_ROOT says, else the nearest folder upwards, else the repository', async () => {
  await using toy = await runnableToy();
  const inside = toy.path('exercises/10-one-to-many');
  expect(findCourseRoot('/', { KEYSMITH_ROOT: toy.root })).toBe(toy.root);
  expect(findCourseRoot(inside, {})).toBe(toy.root);
  expect(findCourseRoot('/', {})).toBe(repositoryRoot);
  expect(() => findCourseRoot('/', { KEYSMITH_ROOT: inside })).toThrow(
    expect.objectContaining({ code: 'cli.no-course' }),
  );
});
