import { describe } from 'vitest';
import { changeManifest, EXERCISE, SOLUTION } from '../problems.ts';
import { testCases } from './cases.ts';

describe('the files of an exercise', () => {
  testCases([
    {
      when: 'an exercise without a brief',
      breakIt: async (toy) => toy.remove(`${EXERCISE}/README.mdx`),
      code: 'exercise.no-brief',
      place: `${EXERCISE}/README.mdx`,
      rule: 'there is no README.mdx',
      remedy: 'Write it: the domain',
    },
    {
      when: 'an exercise without hints',
      breakIt: async (toy) => toy.remove(`${EXERCISE}/hints.mdx`),
      code: 'exercise.no-hints',
      place: `${EXERCISE}/hints.mdx`,
      rule: 'there is no hints.mdx',
      remedy: 'one <Hint task="…" layer={1}> for each task',
    },
    {
      when: 'an exercise without its checks',
      breakIt: async (toy) => toy.remove(`${EXERCISE}/checks.test.ts`),
      code: 'exercise.no-checks',
      place: `${EXERCISE}/checks.test.ts`,
      rule: 'there is no such file',
      remedy: 'one `check(…)` for each check',
    },
    {
      when: 'a learner file without a starter',
      breakIt: async (toy) => toy.remove(`${EXERCISE}/table.ts`),
      code: 'exercise.file-missing',
      place: `${EXERCISE}/table.ts`,
      rule: 'has no starter of it',
      remedy: "throw new Error('Implement …')",
    },
    {
      when: 'a starter that the manifest does not list',
      breakIt: async (toy) => {
        await changeManifest(toy, ({ files }) => files.shift());
        await toy.remove(`${SOLUTION}/table.ts`);
      },
      code: 'tree.stray-file',
      place: `${EXERCISE}/table.ts`,
      rule: 'Nothing in the course names this file',
      remedy: 'a learner file belongs into `files` of the manifest',
    },
    {
      when: 'a learner file without a solution',
      breakIt: async (toy) => toy.remove(`${SOLUTION}/table.ts`),
      code: 'solution.file-missing',
      place: `${SOLUTION}/table.ts`,
      rule: 'the solution does not have it',
      remedy: 'Write it, or take the file out of `files`',
    },
    {
      when: 'a solution without its reasons',
      breakIt: async (toy) => toy.remove(`${SOLUTION}/README.mdx`),
      code: 'solution.no-reasons',
      place: `${SOLUTION}/README.mdx`,
      rule: 'says why it is one',
      remedy: 'what it costs as measured',
    },
    {
      when: 'a brief with front matter',
      breakIt: async (toy) => toy.replace(`${EXERCISE}/README.mdx`, '## The shelf', '---\ntitle: x\n---\n'),
      code: 'mdx.front-matter',
      place: `${EXERCISE}/README.mdx:1`,
      rule: 'Only chapters have front matter',
      remedy: 'Delete the front matter',
    },
  ]);
});
