import { describe, expect, it } from 'vitest';
import type { Fact } from '@keysmith/course';
import { lastGoodDay } from '../../../packages/course/src/loading/facts.ts';
import { testCases } from './cases.ts';

const PLACE = 'chapters/facts.yaml';

describe('the facts file', () => {
  testCases([
    {
      when: 'a course without one',
      breakIt: async (toy) => toy.remove(PLACE),
      code: 'facts.missing',
      place: PLACE,
      rule: 'it is not there',
      remedy: '`{}` means no facts yet',
    },
    {
      when: 'a text that is not YAML',
      breakIt: async (toy) => toy.replace(PLACE, "'400 KB'", "'400 KB"),
      code: 'facts.not-yaml',
      place: `${PLACE}:2`,
      rule: 'it does not parse',
      remedy: 'Correct the syntax',
    },
    {
      when: 'a key that is no slug',
      breakIt: async (toy) => {
        const text = await toy.read(PLACE);
        await toy.write(PLACE, `${text}${text.replace('item-size-max', 'Item size')}`);
      },
      code: 'facts.schema',
      place: `${PLACE}:9`,
      rule: '`Item size` is a key that must be lower-case words joined by hyphens',
      remedy: 'packages/course/src/schemas/facts.ts says what each field holds',
    },
    {
      when: 'a key used twice',
      breakIt: async (toy) => toy.write(PLACE, (await toy.read(PLACE)).repeat(2)),
      code: 'facts.not-yaml',
      place: `${PLACE}:9`,
      rule: 'Map keys must be unique',
      remedy: 'Correct the syntax',
    },
    {
      when: 'a fact without the day of its check',
      breakIt: async (toy) => toy.replace(PLACE, "  checked: '2026-11-01'\n", ''),
      code: 'facts.schema',
      place: `${PLACE}:1`,
      rule: '`item-size-max.checked` is missing.',
      remedy: 'packages/course/src/schemas/facts.ts',
    },
  ]);
});

describe('the last day on which a fact is good', () => {
  const fact: Omit<Fact, 'checked' | 'goodForDays'> = {
    value: '1',
    statement: 'There is one.',
    source: { title: 'One', url: 'https://example.org' },
  };
  it.each([
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 365, '2029-02-27'],
  ])('checked on %s, good for %i days: %s', (checked, goodForDays, last) => {
    expect(lastGoodDay({ ...fact, checked, goodForDays })).toBe(last);
  });
});
