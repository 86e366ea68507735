import { describe, expect, it } from 'vitest';
import { EXERCISE, problemsAfter } from '../problems.ts';
import { testCases } from './cases.ts';

const PLACE = `${EXERCISE}/checks.test.ts`;

describe('checks.test.ts', () => {
  testCases([
    {
      when: 'a check that the manifest lacks',
      breakIt: async (toy) =>
        toy.write(PLACE, `${await toy.read(PLACE)}\ncheck(\n  "counted", async () => {});\n`),
      code: 'checks.undeclared',
      place: `${PLACE}:30`,
      rule: 'it has no check "counted"',
      remedy: `under \`keysmith.checks\` of ${EXERCISE}/package.json`,
    },
    {
      when: 'a check that it lacks',
      breakIt: async (toy) => toy.replace(PLACE, "check('one-query'", "// check('one-query'"),
      code: 'checks.unimplemented',
      place: PLACE,
      rule: 'check "one-query" is not in it',
      remedy: "Write `check('one-query', …)`",
    },
    {
      when: 'a check that stands there twice',
      breakIt: async (toy) =>
        toy.write(PLACE, `${await toy.read(PLACE)}check('one-query', async () => {});\n`),
      code: 'checks.twice',
      place: `${PLACE}:29`,
      rule: '"one-query" stands here again',
      remedy: 'Join the two',
    },
  ]);

  it('may speak of checks in comments, and hold addresses', async () => {
    const problems = await problemsAfter(async (toy) =>
      toy.write(
        PLACE,
        `/* check('a') */ const at = 'https://x.example'; // check('b')\n${await toy.read(PLACE)}`,
      ),
    );
    expect(problems).toEqual([]);
  });
});
