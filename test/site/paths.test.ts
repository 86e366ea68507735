import { describe, expect, it } from 'vitest';
import {
  chapterPath,
  checksPath,
  exercisePath,
  isSitePath,
  solutionPath,
  withBase,
  withoutBase,
} from '../../site/paths.ts';

it('builds addresses from slugs alone', () => {
  expect([
    chapterPath('one-to-many'),
    chapterPath('one-to-many/composite-key'),
    exercisePath('composite-key'),
    checksPath('composite-key'),
    solutionPath('composite-key'),
  ]).toEqual([
    '/chapters/one-to-many/',
    '/chapters/one-to-many/composite-key/',
    '/exercises/composite-key/',
    '/exercises/composite-key/checks/',
    '/exercises/composite-key/solution/',
  ]);
});

describe('the base path', () => {
  it.each(['/', '/courses/keysmith/', '/courses/keysmith'])('%s is put in front and taken away', (base) => {
    const served = withBase('/start/', base);
    expect(served).toBe(base === '/' ? '/start/' : '/courses/keysmith/start/');
    expect(withoutBase(served, base)).toBe('/start/');
  });

  it('is taken away from paths inside of it only', () => {
    expect(withoutBase('/courses/keysmith-two/', '/courses/keysmith/')).toBe('/courses/keysmith-two/');
  });
});

it('tells paths of the site from other addresses', () => {
  expect(['/start/', '//host/', 'https://host/', '#quiz', 'start/'].filter(isSitePath)).toEqual(['/start/']);
});
