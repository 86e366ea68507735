import { describe, expect, it } from 'vitest';
import { textTable } from '../../packages/instruments/src/text-table.ts';

describe('a table as text', () => {
  it('has its first column at the left and the others at the right', () => {
    expect(
      textTable([
        ['place', 'units', 'of'],
        ['a', '10', '1,000'],
        ['a longer one', '9', ''],
      ]),
    ).toBe(['place         units     of', 'a                10  1,000', 'a longer one      9'].join('\n'));
  });

  it('keeps each row on a line, whatever a learner has put into a key', () => {
    expect(textTable([['key'], ['a\nb\tc\r\nd']])).toBe('key\na b c d');
  });

  it('can be empty, and have rows that are longer than its head', () => {
    expect(textTable([])).toBe('');
    expect(textTable([['a'], ['b', 'c']])).toBe('a\nb  c');
  });
});
