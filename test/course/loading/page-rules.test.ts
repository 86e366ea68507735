import { describe, expect, it } from 'vitest';
import { EXERCISE, ONE, problemsAfter, problemsIn, SOLUTION } from '../problems.ts';
import { toyCourse, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const CHAPTER = 'chapters/10-one-to-many/index.mdx';
const BRIEF = `${EXERCISE}/README.mdx`;
const REASONS = `${SOLUTION}/README.mdx`;
/** Puts a text at the end of a page. */
const append = (place: string, text: string) => {
  return async (toy: Toy) => toy.write(place, `${await toy.read(place)}${text}\n`);
};

describe('a page', () => {
  testCases([
    {
      when: 'an unknown component',
      breakIt: append(BRIEF, '\nOne.\n\n<Picture name="x" />'),
      code: 'mdx.unknown-component',
      place: `${BRIEF}:7`,
      rule: 'TablePicture, Fact, Hint, ExerciseFile, Replay); <Picture> is none of them',
      remedy: 'Correct the name, or write plain Markdown',
    },
    {
      when: 'an unknown fact in a chapter',
      breakIt: append(CHAPTER, '<Fact id="item-size" />'),
      code: 'fact.unknown',
      place: `${CHAPTER}:35`,
      rule: 'there is none with the key "item-size"',
      remedy: 'cite one of: item-size-max',
    },
    {
      when: 'an unknown fact in a hint',
      breakIt: async (toy) =>
        toy.replace(`${EXERCISE}/hints.mdx`, 'Which of', '<Fact id="constructor" /> Which of'),
      code: 'fact.unknown',
      place: `${EXERCISE}/hints.mdx:2`,
      rule: 'there is none with the key "constructor"',
      remedy: 'Add the fact with its source',
    },
    {
      when: 'a heading of the first level',
      breakIt: append(REASONS, '# More'),
      code: 'mdx.title-in-body',
      place: `${REASONS}:4`,
      rule: 'The site prints the title above the page',
      remedy: 'second level ("## ")',
    },
    {
      when: 'an import',
      breakIt: append(BRIEF, "\nimport { Tabs } from '@astrojs/starlight/components';"),
      code: 'mdx.import',
      place: `${BRIEF}:5`,
      rule: 'A page imports nothing',
      remedy: 'Delete the line',
    },
    {
      when: 'a hint outside hints.mdx',
      breakIt: append(BRIEF, '<Hint task="keep" layer={1}>x</Hint>'),
      code: 'mdx.misplaced-hint',
      place: `${BRIEF}:4`,
      rule: 'Hints stand in hints.mdx',
      remedy: 'Move it to hints.mdx',
    },
    {
      when: 'a file that no exercise has',
      breakIt: append(CHAPTER, '<ExerciseFile exercise="keep-notes" file="keys.ts" />'),
      code: 'mdx.unknown-exercise-file',
      place: `${CHAPTER}:35`,
      rule: 'there is no "keys.ts" in an exercise "keep-notes"',
      remedy: 'a file that its manifest lists',
    },
    {
      when: 'a run fence where none is executed',
      breakIt: append(BRIEF, '```ts run\n```'),
      code: 'fence.not-executed',
      place: `${BRIEF}:4`,
      rule: 'nothing would execute this one',
      remedy: 'Drop the word "run"',
    },
    {
      when: 'a run fence without an output',
      breakIt: append(REASONS, '```ts run\nconsole.log(1);\n```'),
      code: 'fence.no-output',
      place: `${REASONS}:4`,
      rule: 'followed by a "text output" fence',
      remedy: 'KEYSMITH_UPDATE=1',
    },
    {
      when: 'a fence that nothing closes',
      breakIt: append(BRIEF, '```ts'),
      code: 'fence.unclosed',
      place: `${BRIEF}:4`,
      rule: 'nothing closes this one',
      remedy: 'Close it',
    },
  ]);

  it('may show anything as code or in a comment', async () => {
    const problems = await problemsAfter(
      append(
        CHAPTER,
        '`<Picture>` and ``a ` <Other/>``\n\n```mdx\n# Title\n<Picture />\nimport x from "y";\n```\n{/* <Third /> */}\n<sub>x</sub>',
      ),
    );
    expect(problems).toEqual([]);
  });

  it('is refused a cited fact only once it is stale', async () => {
    await using toy = await toyCourse(ONE);
    expect(await problemsIn(toy.root, { today: '2027-11-01' })).toEqual([]);
    const problems = await problemsIn(toy.root, { today: '2027-11-02' });
    expect(problems.map(({ code, place }) => `${code} ${place}`)).toEqual([
      `fact.stale ${CHAPTER}:11`,
      `fact.stale ${EXERCISE}/README.mdx:3`,
      `fact.stale ${EXERCISE}/hints.mdx:10`,
    ]);
    expect(problems[0]?.rule).toBe(
      'A cited fact has been compared with its source in the last 365 days; "item-size-max" was on 2026-11-01.',
    );
    expect(problems[0]?.remedy).toContain('Read https://docs.example.org/limits again');
  });

  it('is not refused a stale fact that it does not cite', async () => {
    await using toy = await toyCourse(ONE);
    const fact = (await toy.read('chapters/facts.yaml')).replace('item-size-max', 'unused');
    await toy.write(
      'chapters/facts.yaml',
      `${await toy.read('chapters/facts.yaml')}${fact.replace('2026', '2020')}`,
    );
    expect(await problemsIn(toy.root)).toEqual([]);
  });
});
