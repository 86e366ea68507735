import { describe } from 'vitest';
import { testCases } from './cases.ts';
import type { Toy } from '../toy.ts';

const FOLDER = 'chapters/10-one-to-many';
const PAGE = `${FOLDER}/index.mdx`;
const QUIZ = `${FOLDER}/quiz.yaml`;
const SCHEMA = 'packages/course/src/schemas/chapter.ts says what each field holds';
const replace = (place: string, from: string, to: string) => async (toy: Toy) => toy.replace(place, from, to);

describe('a chapter', () => {
  testCases([
    {
      when: 'a folder without a page',
      breakIt: async (toy) => toy.remove(PAGE),
      code: 'chapter.no-page',
      place: FOLDER,
      rule: 'this folder has no index.mdx',
      remedy: 'Write index.mdx with its front matter',
    },
    {
      when: 'a page without front matter',
      breakIt: async (toy) => toy.write(PAGE, 'Only text.\n\n---\n\nAnd a rule.\n\n---\n'),
      code: 'chapter.no-front-matter',
      place: `${PAGE}:1`,
      rule: 'this page has none',
      remedy: 'Begin with title, description, minutes and sources',
    },
    {
      when: 'front matter that is not YAML',
      breakIt: replace(PAGE, 'title: One to many', 'title: One: many'),
      code: 'chapter.not-yaml',
      place: `${PAGE}:2`,
      rule: 'it does not parse',
      remedy: 'put a text that holds ": "',
    },
    {
      when: 'front matter without a field',
      breakIt: replace(PAGE, 'minutes: 12\n', ''),
      code: 'chapter.schema',
      place: PAGE,
      rule: '`minutes` is missing.',
      remedy: SCHEMA,
    },
    {
      when: 'a source that is no page',
      breakIt: replace(PAGE, 'https://docs.example.org/keys', 'http://docs.example.org/keys'),
      code: 'chapter.schema',
      place: `${PAGE}:7`,
      rule: '`sources[0].url` must be an https address; it is "http://docs.example.org/keys".',
      remedy: SCHEMA,
    },
    {
      when: 'a source without a day',
      breakIt: replace(PAGE, "'2026-11-01'", 'November'),
      code: 'chapter.schema',
      place: `${PAGE}:8`,
      rule: '`sources[0].read` must be a day, like 2026-11-22; it is "November".',
      remedy: SCHEMA,
    },
    {
      when: 'one without a quiz',
      breakIt: async (toy) => toy.remove(QUIZ),
      code: 'quiz.missing',
      place: QUIZ,
      rule: 'this one has no quiz.yaml',
      remedy: 'Write one question at least',
    },
    {
      when: 'a quiz that is not YAML',
      breakIt: replace(QUIZ, '  question: What', '  question: "What'),
      code: 'quiz.not-yaml',
      place: `${QUIZ}:9`,
      rule: 'it does not parse',
      remedy: 'Correct the syntax',
    },
    {
      when: 'an empty quiz',
      breakIt: async (toy) => toy.write(QUIZ, ''),
      code: 'quiz.schema',
      place: QUIZ,
      rule: 'The file must be an array, not empty.',
      remedy: SCHEMA,
    },
    {
      when: 'a question with two right answers',
      breakIt: replace(
        QUIZ,
        '    - text: The whole table.',
        '    - text: The whole table.\n      right: true',
      ),
      code: 'quiz.schema',
      place: `${QUIZ}:3`,
      rule: '`[0].options` must have exactly one option with "right: true".',
      remedy: SCHEMA,
    },
    {
      when: 'a question id used twice',
      breakIt: async (toy) => toy.write(QUIZ, (await toy.read(QUIZ)).repeat(2)),
      code: 'quiz.question-twice',
      place: `${QUIZ}:9`,
      rule: '"what-is-read" stands here again',
      remedy: 'Rename the newer question',
    },
  ]);
});
