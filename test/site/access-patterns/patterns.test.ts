import { loadCourse } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { accessPatternsOf, patternsOfExercise } from '../../../site/access-patterns/patterns.ts';

const brief = (table: string, heading = '## Access patterns') =>
  `A shop.\n\n| no | table |\n|---|---|\n\n${heading}\n\nThere are two.\n\n${table}\n\n| function | throws |\n|---|---|\n| a | b |\n\n## Tasks\n\n| task |\n|---|\n`;

const TABLE = `| # | need | function | input | result |
|---|---|---|---|---|
| 1 | **new:** orders of a day | \`listOrders\` | \`{ day }\` | \`[{ order }]\` |
| 2 | one order | \`getOrder\` | \`{ order }\` | \`{ order } \\| null\` or *nothing* |`;

describe('the access patterns of a brief', () => {
  it('are the rows of the table under that heading, and of no other', () => {
    expect(accessPatternsOf(brief(TABLE), 'README.mdx')).toEqual([
      {
        number: '1',
        need: 'new: orders of a day',
        function: 'listOrders',
        input: '`{ day }`',
        result: '`[{ order }]`',
      },
      {
        number: '2',
        need: 'one order',
        function: 'getOrder',
        input: '`{ order }`',
        result: '`{ order } | null` or *nothing*',
      },
    ]);
  });

  it.each([
    ['no table', '## Access patterns\n\nNone yet.\n'],
    ['a table without rows', brief(TABLE.split('\n').slice(0, 2).join('\n'))],
    ['other columns', brief(TABLE.replace('need', 'want'))],
  ])('end the build where there is %s', (_what, text) => {
    expect(() => accessPatternsOf(text, 'exercises/x/README.mdx')).toThrow(
      /^exercises\/x\/README\.mdx needs a table/,
    );
  });

  it('are none where a brief has no such section', () => {
    expect(accessPatternsOf(brief(TABLE, '## Patterns'), 'README.mdx')).toEqual([]);
  });

  it('are found in every brief of the course, each function once', async () => {
    const { exercises } = await loadCourse(process.cwd());
    for (const exercise of exercises) {
      const names = (await patternsOfExercise(exercise)).map((pattern) => pattern.function);
      expect(names.length, exercise.slug).toBeGreaterThan(2);
      expect(new Set(names).size, exercise.slug).toBe(names.length);
      expect(
        names.filter((name) => !/^[a-z]\w+$/i.test(name)),
        exercise.slug,
      ).toEqual([]);
    }
  });
});
