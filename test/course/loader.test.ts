import { rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CourseError, loadCourse } from '@keysmith/course';
import { EXERCISE, ONE, problemsIn, TODAY } from './problems.ts';
import { toyCourse, toyPlaces } from './toy.ts';

const MORE = toyPlaces({ number: 20, slug: 'more-notes' });

describe('a sound course', () => {
  it('is read with its chapters, exercises and facts', async () => {
    await using toy = await toyCourse();
    const course = await loadCourse(toy.root, { today: TODAY });
    expect(course).toMatchObject({ root: toy.root, version: '1.2.3' });
    expect(course.facts['item-size-max']?.value).toBe('400 KB');
    expect(course.chapters).toHaveLength(1);
    expect(course.chapters[0]).toMatchObject({
      slug: 'one-to-many',
      number: 10,
      path: '10-one-to-many',
      folder: toy.path('chapters/10-one-to-many'),
      title: 'One to many',
      id: 'one-to-many',
      prerequisites: [],
      pages: [],
      quiz: [{ id: 'what-is-read' }],
      exercises: course.exercises,
    });
  });

  it('has exercises with their places, points and prerequisites', async () => {
    await using toy = await toyCourse();
    const { exercises } = await loadCourse(toy.root, { today: TODAY });
    expect(exercises[1]).toMatchObject({
      slug: 'more-notes',
      number: 20,
      chapter: 'one-to-many',
      path: MORE.path,
      folder: toy.path(MORE.exercise),
      solutionFolder: toy.path(MORE.solution),
      workFolder: toy.path(`work/${MORE.path}`),
      maxPoints: 6,
      prerequisites: ['keep-notes'],
      files: ['table.ts', 'access.ts'],
    });
  });

  it('has its exercises in the order of their numbers, whatever their chapters', async () => {
    await using toy = await toyCourse();
    for (const tree of ['exercises', 'solutions']) {
      await rename(toy.path(`${tree}/${MORE.path}`), toy.path(`${tree}/10-one-to-many/12-more-notes`));
    }
    const { exercises } = await loadCourse(toy.root, { today: TODAY });
    expect(exercises.map(({ slug }) => slug)).toEqual(['more-notes', 'keep-notes']);
  });

  it('reads the same from files with CR line ends and a byte order mark', async () => {
    await using toy = await toyCourse(ONE);
    const before = await loadCourse(toy.root, { today: TODAY });
    for (const place of [
      'chapters/10-one-to-many/index.mdx',
      `${EXERCISE}/hints.mdx`,
      `${EXERCISE}/package.json`,
    ]) {
      await toy.write(place, `\uFEFF${(await toy.read(place)).replaceAll('\n', '\r\n')}`);
    }
    expect(await loadCourse(toy.root, { today: TODAY })).toEqual(before);
  });
});

describe('a course with several problems', () => {
  it('is refused with all of them at once, in the order of their places', async () => {
    await using toy = await toyCourse();
    await toy.remove('chapters/10-one-to-many/quiz.yaml');
    await toy.remove(MORE.solution);
    await toy.write('exercises/notes.txt', '');
    const error = await loadCourse(toy.root, { today: TODAY }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CourseError);
    expect((error as CourseError).problems.map(({ code }) => code)).toEqual([
      'quiz.missing',
      'exercise.no-solution',
      'tree.stray-file',
    ]);
    expect((error as CourseError).message).toContain(
      `exercise.no-solution  ${MORE.exercise}\n  Every exercise has a solution`,
    );
  });

  it('is refused without a version', async () => {
    await using toy = await toyCourse(ONE);
    await toy.remove('package.json');
    expect(await problemsIn(toy.root)).toMatchObject([
      {
        code: 'course.no-version',
        place: 'package.json',
        remedy: 'Run this in the folder of the repository.',
      },
    ]);
  });
});

describe('loading only some exercises', () => {
  it('leaves out what is broken elsewhere', async () => {
    await using toy = await toyCourse();
    await toy.remove(`${MORE.exercise}/README.mdx`);
    const course = await loadCourse(toy.root, { today: TODAY, only: ['keep-notes'] });
    expect(course.exercises.map(({ slug }) => slug)).toEqual(['keep-notes']);
    expect(course.chapters[0]?.exercises.map(({ slug }) => slug)).toEqual(['keep-notes']);
  });

  it('keeps what is sound elsewhere', async () => {
    await using toy = await toyCourse();
    const course = await loadCourse(toy.root, { today: TODAY, only: ['keep-notes'] });
    expect(course.exercises).toHaveLength(2);
  });

  it.each([
    ['the exercise', `${MORE.exercise}/README.mdx`, 'exercise.no-brief'],
    ['its solution', `${MORE.solution}/README.mdx`, 'solution.no-reasons'],
    ['its chapter', 'chapters/10-one-to-many/quiz.yaml', 'quiz.missing'],
    ['the facts', 'chapters/facts.yaml', 'facts.missing'],
  ])('refuses what is wrong with %s', async (_what, place, code) => {
    await using toy = await toyCourse();
    await toy.remove(place);
    const problems = await problemsIn(toy.root, { only: ['more-notes'] });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('refuses a slug that no exercise has', async () => {
    await using toy = await toyCourse();
    expect(await problemsIn(toy.root, { only: ['keep-note'] })).toEqual([
      {
        code: 'course.unknown-exercise',
        place: 'exercises',
        rule: 'There is no exercise "keep-note".',
        remedy: 'Name one of: keep-notes, more-notes.',
      },
    ]);
  });
});
