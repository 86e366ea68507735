import { describe, expect, it } from 'vitest';
import { exerciseStatus, loadCourse, nextExercise, type Progress } from '@keysmith/course';
import { TODAY } from './problems.ts';
import { toyCourse, type ToyExercise } from './toy.ts';

const progressOf = (exercises: Progress['exercises']): Progress => ({ version: 1, exercises });
const passed = { tasksPassed: ['keep', 'list'], passedAt: '2026-11-22T12:00:00.000Z' };

describe('the status of an exercise', () => {
  const exercise = {
    slug: 'keep-notes',
    tasks: [
      { id: 'keep', title: 'Keep' },
      { id: 'list', title: 'List' },
    ],
  };

  it.each([
    ['untouched', {}, { state: 'untouched' }],
    ['untouched beside others', { other: passed }, { state: 'untouched' }],
    ['begun', { 'keep-notes': { tasksPassed: [] } }, { state: 'started', tasksPassed: 0, tasks: 2 }],
    [
      'half done',
      { 'keep-notes': { tasksPassed: ['list'] } },
      { state: 'started', tasksPassed: 1, tasks: 2 },
    ],
    [
      'renamed since',
      { 'keep-notes': { tasksPassed: ['write'] } },
      { state: 'started', tasksPassed: 0, tasks: 2 },
    ],
    ['passed', { 'keep-notes': passed }, { state: 'passed', passedAt: passed.passedAt }],
    [
      'passed, and broken later',
      { 'keep-notes': { ...passed, tasksPassed: [] } },
      { state: 'passed', passedAt: passed.passedAt },
    ],
  ])('is told: %s', (_name, exercises, status) => {
    expect(exerciseStatus(exercise, progressOf(exercises))).toEqual(status);
  });
});

describe('the next exercise', () => {
  const exercises: ToyExercise[] = [
    { number: 1, slug: 'last', prerequisites: ['first', 'second'] },
    { number: 2, slug: 'first' },
    { number: 3, slug: 'second', prerequisites: ['first'] },
  ];

  it.each([
    ['the first whose prerequisites are passed', [], 'first'],
    ['not one whose prerequisites are open', ['first'], 'second'],
    ['one whose prerequisites are all passed', ['first', 'second'], 'last'],
    ['one that was left out', ['last', 'first'], 'second'],
    ['none when all are passed', ['first', 'second', 'last'], undefined],
  ])('is %s', async (_name, done, next) => {
    await using toy = await toyCourse({ exercises });
    await toy.replace(
      'chapters/10-one-to-many/index.mdx',
      '<ExerciseFile exercise="keep-notes"',
      '<ExerciseFile exercise="first"',
    );
    const course = await loadCourse(toy.root, { today: TODAY });
    const progress = progressOf(Object.fromEntries(done.map((slug) => [slug, passed])));
    expect(nextExercise(course, progress)?.slug).toBe(next);
  });

  it('does not wait for a prerequisite that the course does not hold', async () => {
    await using toy = await toyCourse();
    const { exercises: all } = await loadCourse(toy.root, { today: TODAY });
    expect(nextExercise({ exercises: all.slice(1) }, progressOf({}))?.slug).toBe('more-notes');
  });
});
