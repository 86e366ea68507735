import { sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exercise } from '@keysmith/course';
import { findExercise } from '../../packages/cli/src/find-exercise.ts';

const ROOT = process.cwd();
const EXERCISES = [
  { slug: 'composite-key', number: 16, path: '10-one-to-many/16-composite-key' },
  { slug: 'composite-index', number: 17, path: '10-one-to-many/17-composite-index' },
  { slug: 'rollups', number: 32, path: '15-aggregation/32-rollups' },
] as unknown as Exercise[];

const find = (name: string) => findExercise({ root: ROOT, exercises: EXERCISES }, name).slug;

describe('an exercise is found', () => {
  it.each([
    ['its slug', 'composite-key', 'composite-key'],
    ['its number', '32', 'rollups'],
    ["its folder's name", '16-composite-key', 'composite-key'],
    ['its path in the trees', '10-one-to-many/16-composite-key', 'composite-key'],
    ['a path from the root', 'solutions/15-aggregation/32-rollups/', 'rollups'],
    ['a file in its folder', 'work/10-one-to-many/17-composite-index/access.ts', 'composite-index'],
    ['an absolute path', `${ROOT}${sep}exercises${sep}15-aggregation${sep}32-rollups`, 'rollups'],
    ['a beginning that no other has', 'ro', 'rollups'],
  ])('by %s', (_, name, slug) => {
    expect(find(name)).toBe(slug);
  });

  it.each([
    ['composite', 'Did you mean composite-key, or composite-index?'],
    ['rolup', 'Did you mean rollups?'],
    ['99', '`npx keysmith list` shows all exercises.'],
    ['exercises/10-one-to-many', '`npx keysmith list` shows all exercises.'],
  ])('or not: "%s"', (name, remedy) => {
    expect(() => find(name)).toThrow(
      expect.objectContaining({ code: 'cli.unknown-exercise', remedy: expect.stringContaining(remedy) }),
    );
  });
});
