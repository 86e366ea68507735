import { describe, expect, it } from 'vitest';
import { loadCourse } from '@keysmith/course';
import { ONE, SOLUTION, TODAY } from '../problems.ts';
import { toyCourse, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const WRONG = `${SOLUTION}/wrong/scans`;
const FAILS = '"fails": [\n    "one-query"\n  ]';
const fail = (...checks: string[]) => {
  return async (toy: Toy) => toy.replace(`${WRONG}/wrong.json`, FAILS, `"fails": ${JSON.stringify(checks)}`);
};

describe('wrong answers', () => {
  testCases([
    {
      when: 'fewer than three',
      breakIt: async (toy) => toy.remove(WRONG),
      code: 'wrong-answer.too-few',
      place: `${SOLUTION}/wrong`,
      rule: 'at least three wrong answers; here are 2',
      remedy: 'Add a folder for each mistake',
    },
    {
      when: 'one without a description',
      breakIt: async (toy) => toy.remove(`${WRONG}/wrong.json`),
      code: 'wrong-answer.missing',
      place: `${WRONG}/wrong.json`,
      rule: 'Each folder in wrong/ is described by its wrong.json',
      remedy: 'Write it; packages/course/src/schemas/exercise.ts',
    },
    {
      when: 'a description that is not JSON',
      breakIt: async (toy) => toy.write(`${WRONG}/wrong.json`, '{'),
      code: 'wrong-answer.not-json',
      place: `${WRONG}/wrong.json:1`,
      rule: 'it does not parse',
      remedy: 'Correct the syntax',
    },
    {
      when: 'a description that does not fit',
      breakIt: fail(),
      code: 'wrong-answer.schema',
      place: `${WRONG}/wrong.json:4`,
      rule: '`fails` must have at least 1 entry.',
      remedy: 'says what each field holds',
    },
    {
      when: 'one that fails an unknown check',
      breakIt: fail('one-query', 'counted'),
      code: 'wrong-answer.unknown-check',
      place: `${WRONG}/wrong.json:4`,
      rule: 'there is no check "counted"',
      remedy: 'Name some of: note-kept, notes-listed, one-query.',
    },
    {
      when: 'one that fails a check that is skipped then',
      breakIt: fail('notes-listed', 'one-query'),
      code: 'wrong-answer.skipped-check',
      place: `${WRONG}/wrong.json:4`,
      rule: '"one-query" cannot fail together with "notes-listed"',
      remedy: 'Take "one-query" out',
    },
    {
      when: 'one without a file',
      breakIt: async (toy) => toy.remove(`${WRONG}/access.ts`),
      code: 'wrong-answer.no-file',
      place: WRONG,
      rule: 'this folder has none',
      remedy: 'one of: table.ts, access.ts',
    },
    {
      when: 'one with a file that the manifest does not list',
      breakIt: async (toy) => toy.write(`${WRONG}/keys.ts`, ''),
      code: 'tree.stray-file',
      place: `${WRONG}/keys.ts`,
      rule: 'here may stand: wrong.json, table.ts, access.ts',
      remedy: 'Delete it',
    },
    {
      when: "one with a file that is the solution's",
      breakIt: async (toy) => toy.write(`${WRONG}/table.ts`, await toy.read(`${SOLUTION}/table.ts`)),
      code: 'wrong-answer.same-file',
      place: `${WRONG}/table.ts`,
      rule: 'only files in which it differs',
      remedy: 'Delete the file',
    },
    {
      when: 'a file beside their folders',
      breakIt: async (toy) => toy.write(`${SOLUTION}/wrong/notes.md`, ''),
      code: 'tree.stray-file',
      place: `${SOLUTION}/wrong/notes.md`,
      rule: 'here may stand: folders only',
      remedy: 'Delete it',
    },
    {
      when: 'an alternative without a file',
      breakIt: async (toy) =>
        toy.write(
          `${SOLUTION}/alternatives/index/alternative.json`,
          '{ "title": "By index", "why": "It reads as much and writes twice." }',
        ),
      code: 'alternative.no-file',
      place: `${SOLUTION}/alternatives/index`,
      rule: 'this folder has none',
      remedy: 'one of: table.ts, access.ts',
    },
  ]);

  it('are read with what they fail, and alternatives with their reason', async () => {
    await using toy = await toyCourse(ONE);
    const alternative = `${SOLUTION}/alternatives/index`;
    const why = 'It reads as much and writes twice.';
    await toy.write(`${alternative}/alternative.json`, JSON.stringify({ title: 'By index', why }));
    await toy.write(`${alternative}/table.ts`, 'export const tables = {};\n');
    const [exercise] = (await loadCourse(toy.root, { today: TODAY })).exercises;
    expect(exercise?.wrongAnswers.map(({ slug, folder, fails }) => ({ slug, folder, fails }))).toEqual([
      {
        slug: 'forgets',
        folder: toy.path(`${SOLUTION}/wrong/forgets`),
        fails: ['note-kept', 'notes-listed'],
      },
      { slug: 'reverses', folder: toy.path(`${SOLUTION}/wrong/reverses`), fails: ['notes-listed'] },
      { slug: 'scans', folder: toy.path(WRONG), fails: ['one-query'] },
    ]);
    expect(exercise?.alternatives).toEqual([
      { slug: 'index', folder: toy.path(alternative), title: 'By index', why },
    ]);
  });
});
