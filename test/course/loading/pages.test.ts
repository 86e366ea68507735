import { describe, expect, it } from 'vitest';
import { loadCourse } from '@keysmith/course';
import { expectOne, ONE, problemsAfter, problemsIn, TODAY } from '../problems.ts';
import { REPLAY } from '../replays.ts';
import { toyCourse, TOY_CHAPTER, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const CHAPTER = `chapters/${TOY_CHAPTER}`;
const PAGE = `${CHAPTER}/16-keep-notes`;

/** Puts a page below the toy's chapter: the chapter's own text and quiz, under another title. */
async function addPage(toy: Toy, folder: string, title = 'A shelf'): Promise<void> {
  const text = await toy.read(`${CHAPTER}/index.mdx`);
  await toy.write(`${folder}/index.mdx`, text.replace('title: One to many', `title: ${title}`));
  await toy.write(`${folder}/quiz.yaml`, await toy.read(`${CHAPTER}/quiz.yaml`));
}

const breakPage = (how: (toy: Toy) => Promise<void>) => async (toy: Toy) => {
  await addPage(toy, PAGE);
  await how(toy);
};

describe('a page below a chapter', () => {
  it('is read with its quiz and its recorded runs, in the order of the numbers', async () => {
    await using toy = await toyCourse(ONE);
    await addPage(toy, `${CHAPTER}/90-side-by-side`, 'Side by side');
    await addPage(toy, PAGE);
    await toy.write(`${PAGE}/ghost.replay.json`, JSON.stringify(REPLAY));
    await toy.write(`${PAGE}/ghost.replay.ts`, '');
    await toy.write(
      `${PAGE}/index.mdx`,
      `${await toy.read(`${PAGE}/index.mdx`)}<Replay file="ghost.replay.json" />\n`,
    );
    const { chapters, exercises } = await loadCourse(toy.root, { today: TODAY });
    const [chapter] = chapters;
    expect(chapter).toMatchObject({ id: 'one-to-many', title: 'One to many', replays: [] });
    expect(chapter?.pages).toMatchObject([
      {
        id: 'one-to-many/keep-notes',
        slug: 'keep-notes',
        number: 16,
        path: exercises[0]?.path,
        folder: toy.path(PAGE),
        title: 'A shelf',
        quiz: [{ id: 'what-is-read' }],
        replays: [{ file: 'ghost.replay.json', program: toy.path(`${PAGE}/ghost.replay.ts`) }],
      },
      { id: 'one-to-many/side-by-side', number: 90 },
    ]);
  });

  it('has pages and chapters as prerequisites', async () => {
    await using toy = await toyCourse(ONE);
    await addPage(toy, PAGE);
    await addPage(toy, `${CHAPTER}/90-side-by-side`);
    const wants = 'minutes: 12\nprerequisites: [one-to-many, one-to-many/keep-notes]';
    await toy.replace(`${CHAPTER}/90-side-by-side/index.mdx`, 'minutes: 12', wants);
    const { chapters } = await loadCourse(toy.root, { today: TODAY });
    expect(chapters[0]?.pages[1]?.prerequisites).toEqual(['one-to-many', 'one-to-many/keep-notes']);
  });

  it('is left out, and its chapter is not, where it is broken and others are used', async () => {
    await using toy = await toyCourse();
    await addPage(toy, PAGE);
    await addPage(toy, `${CHAPTER}/20-more-notes`);
    await toy.remove(`${CHAPTER}/20-more-notes/quiz.yaml`);
    const course = await loadCourse(toy.root, { today: TODAY, only: ['keep-notes'] });
    expect(course.chapters[0]?.pages.map(({ slug }) => slug)).toEqual(['keep-notes']);
    expect(course.exercises).toHaveLength(2);
    const problems = await problemsIn(toy.root, { only: ['more-notes'] });
    expect(problems.map(({ code }) => code)).toEqual(['quiz.missing']);
  });

  it('may stand under a number and slug that no exercise has', async () => {
    expect(await problemsAfter((toy) => addPage(toy, `${CHAPTER}/90-side-by-side`))).toEqual([]);
  });

  testCases([
    {
      when: 'one without a text',
      breakIt: breakPage((toy) => toy.remove(`${PAGE}/index.mdx`)),
      code: 'chapter.no-page',
      place: PAGE,
      rule: 'A folder of chapters/ is a page, and this folder has no index.mdx.',
      remedy: 'Write index.mdx with its front matter',
    },
    {
      when: 'one without a quiz',
      breakIt: breakPage((toy) => toy.remove(`${PAGE}/quiz.yaml`)),
      code: 'quiz.missing',
      place: `${PAGE}/quiz.yaml`,
      rule: 'A page of a chapter ends with a quiz',
      remedy: 'Write one question at least',
    },
    {
      when: 'one with a file that nothing names',
      breakIt: breakPage((toy) => toy.write(`${PAGE}/notes.txt`, '')),
      code: 'tree.stray-file',
      place: `${PAGE}/notes.txt`,
      rule: 'here may stand: index.mdx, quiz.yaml, <slug>.replay.json, <slug>.replay.ts',
      remedy: 'Delete it',
    },
    {
      when: 'one with a page below it',
      breakIt: breakPage((toy) => addPage(toy, `${PAGE}/10-deeper`)),
      code: 'tree.stray-folder',
      place: `${PAGE}/10-deeper`,
      rule: 'Nothing in the course names this folder',
      remedy: 'Delete it',
    },
    {
      when: 'one without a number',
      breakIt: (toy) => addPage(toy, `${CHAPTER}/keep-notes`),
      code: 'tree.folder-name',
      place: `${CHAPTER}/keep-notes`,
      rule: 'this one is "keep-notes"',
      remedy: 'Rename it',
    },
    {
      when: 'a fact that is none',
      breakIt: breakPage((toy) => toy.replace(`${PAGE}/index.mdx`, 'item-size-max', 'item-size-min')),
      code: 'fact.unknown',
      place: `${PAGE}/index.mdx:11`,
      rule: 'none with the key "item-size-min"',
      remedy: 'Add the fact',
    },
    {
      when: 'a prerequisite by the slug alone',
      breakIt: breakPage((toy) =>
        toy.replace(`${PAGE}/index.mdx`, 'minutes: 12', 'minutes: 12\nprerequisites: [keep-notes]'),
      ),
      code: 'prerequisite.unknown',
      place: `${PAGE}/index.mdx`,
      rule: '"one-to-many/keep-notes" wants "keep-notes", which is none',
      remedy: 'Name some of: one-to-many.',
    },
    {
      when: 'a prerequisite that is no name',
      breakIt: breakPage((toy) =>
        toy.replace(`${PAGE}/index.mdx`, 'minutes: 12', 'minutes: 12\nprerequisites: [/one-to-many/]'),
      ),
      code: 'chapter.schema',
      place: `${PAGE}/index.mdx:5`,
      rule: 'must be a chapter, like "one-to-many", or a page of one, like "one-to-many/composite-key"',
      remedy: 'packages/course/src/schemas/chapter.ts says what each field holds',
    },
    {
      when: 'a page of the number of an exercise, and not of its slug',
      breakIt: (toy) => addPage(toy, `${CHAPTER}/16-shelves`),
      code: 'page.not-at-exercise',
      place: `${CHAPTER}/16-shelves`,
      rule: 'shares only one of them with exercises/10-one-to-many/16-keep-notes',
      remedy: 'Rename one of the two after the other',
    },
    {
      when: 'a page of the slug of an exercise, and not of its number',
      breakIt: (toy) => addPage(toy, `${CHAPTER}/17-keep-notes`),
      code: 'page.not-at-exercise',
      place: `${CHAPTER}/17-keep-notes`,
      rule: 'number and slug',
      remedy: 'Rename one of the two after the other',
    },
  ]);

  it.each([
    ['tree.number-twice', '90-one', '90-other'],
    ['tree.slug-twice', '90-one', '91-one'],
  ])('is refused with %s beside another', async (code, first, second) => {
    const problems = await problemsAfter(async (toy) => {
      await addPage(toy, `${CHAPTER}/${first}`);
      await addPage(toy, `${CHAPTER}/${second}`);
    });
    expectOne(problems, {
      code,
      place: `${CHAPTER}/${second}`,
      rule: `already belongs to ${CHAPTER}/${first}`,
      remedy: 'Give',
    });
  });

  it('does not stand in the way of an exercise of another page', async () => {
    await using toy = await toyCourse();
    await toy.write(`${CHAPTER}/20-more-notes/index.mdx`, 'half done');
    expect(await problemsIn(toy.root, { only: ['keep-notes'] })).toEqual([]);
    expect((await problemsIn(toy.root, { only: ['more-notes'] })).length).toBeGreaterThan(0);
  });
});
