import { cp, rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ONE, problemsIn, EXERCISE, SOLUTION } from '../problems.ts';
import { toyCourse, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const move = async (toy: Toy, from: string, to: string) => rename(toy.path(from), toy.path(to));

describe('the three trees', () => {
  testCases([
    {
      when: 'a folder without a number',
      breakIt: async (toy) => toy.write('chapters/many-to-many/index.mdx', ''),
      code: 'tree.folder-name',
      place: 'chapters/many-to-many',
      rule: 'two or three digits and a slug, like "16-composite-key"; this one is "many-to-many"',
      remedy: 'Rename it',
    },
    {
      when: 'a folder without a slug',
      breakIt: async (toy) => toy.write('exercises/10-one-to-many/17/package.json', ''),
      code: 'tree.folder-name',
      place: 'exercises/10-one-to-many/17',
      rule: 'this one is "17"',
      remedy: 'Rename it',
    },
    {
      when: 'a wrong answer whose folder has a number',
      breakIt: async (toy) =>
        cp(toy.path(`${SOLUTION}/wrong/scans`), toy.path(`${SOLUTION}/wrong/4-scans`), { recursive: true }),
      code: 'tree.folder-name',
      place: `${SOLUTION}/wrong/4-scans`,
      rule: 'it is "4-scans"',
      remedy: 'Rename it after what is in it',
    },
    {
      when: 'two chapters of one number',
      breakIt: async (toy) =>
        cp(toy.path('chapters/10-one-to-many'), toy.path('chapters/10-several'), { recursive: true }),
      code: 'tree.number-twice',
      place: 'chapters/10-several',
      rule: '10 already belongs to chapters/10-one-to-many',
      remedy: 'another number, in every tree',
    },
    {
      when: 'two chapters of one slug',
      breakIt: async (toy) =>
        cp(toy.path('chapters/10-one-to-many'), toy.path('chapters/12-one-to-many'), { recursive: true }),
      code: 'tree.slug-twice',
      place: 'chapters/12-one-to-many',
      rule: '"one-to-many" already belongs to chapters/10-one-to-many',
      remedy: 'progress and links hang on the older one',
    },
    {
      when: 'an exercise without a solution',
      breakIt: async (toy) => toy.remove(SOLUTION),
      code: 'exercise.no-solution',
      place: EXERCISE,
      rule: `there is no ${SOLUTION}`,
      remedy: 'Write the solution',
    },
    {
      when: 'a solution without an exercise',
      breakIt: async (toy) => {
        await toy.remove(EXERCISE);
        await toy.replace('chapters/10-one-to-many/index.mdx', "The starter's file", '{/*');
        await toy.replace('chapters/10-one-to-many/index.mdx', 'file="access.ts" />', '*/}');
      },
      code: 'solution.no-exercise',
      place: SOLUTION,
      rule: `there is no ${EXERCISE}`,
      remedy: 'Write the exercise, rename the folder after it, or delete the solution',
    },
    {
      when: 'an exercise without a chapter',
      breakIt: async (toy) => {
        await move(toy, 'exercises/10-one-to-many', 'exercises/11-others');
        await move(toy, 'solutions/10-one-to-many', 'solutions/11-others');
      },
      code: 'exercise.no-chapter',
      place: 'exercises/11-others/16-keep-notes',
      rule: 'there is no chapters/11-others',
      remedy: 'Write the chapter, or move the exercise',
    },
    ...[
      'chapters',
      'exercises',
      'solutions',
      'exercises/10-one-to-many',
      'chapters/10-one-to-many',
      EXERCISE,
      SOLUTION,
    ].map((folder) => ({
      when: `a file that nothing names in ${folder}`,
      breakIt: async (toy: Toy) => toy.write(`${folder}/notes.txt`, ''),
      code: 'tree.stray-file',
      place: `${folder}/notes.txt`,
      rule: 'Nothing in the course names this file',
      remedy: 'Delete it, move it out, or correct its name',
    })),
    {
      when: 'a folder that nothing names',
      breakIt: async (toy) => toy.write(`${EXERCISE}/old/access.ts`, ''),
      code: 'tree.stray-folder',
      place: `${EXERCISE}/old`,
      rule: 'here may stand: package.json, README.mdx, hints.mdx, checks.test.ts, table.ts, access.ts',
      remedy: 'Delete it',
    },
  ]);

  it('refuses an exercise number that another chapter uses', async () => {
    await using toy = await toyCourse(ONE);
    for (const tree of ['exercises', 'solutions', 'chapters']) {
      await cp(toy.path(`${tree}/10-one-to-many`), toy.path(`${tree}/11-others`), { recursive: true });
    }
    const problems = await problemsIn(toy.root);
    expect(problems.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'tree.number-twice exercises/11-others/16-keep-notes',
      'tree.slug-twice exercises/11-others/16-keep-notes',
    ]);
  });

  it('is refused without a single chapter', async () => {
    await using toy = await toyCourse({ exercises: [] });
    await toy.remove('chapters/10-one-to-many');
    expect((await problemsIn(toy.root)).map(({ code }) => code)).toEqual(['course.empty']);
  });

  it('leaves hidden files and installed packages alone', async () => {
    await using toy = await toyCourse(ONE);
    for (const folder of ['chapters', 'exercises', EXERCISE, SOLUTION]) {
      await toy.write(`${folder}/.DS_Store`, '');
      await toy.write(`${folder}/node_modules/x/index.js`, '');
    }
    expect(await problemsIn(toy.root)).toEqual([]);
  });
});
