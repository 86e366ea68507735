import { describe, expect, it } from 'vitest';
import { prefixLines, widthOf, wrap } from '../../../packages/cli/src/terminal/wrap.ts';

describe('wrap', () => {
  it.each([
    ['breaks at spaces', 'one two three', 8, '', 'one two\nthree'],
    ['indents what goes on under what stands first', 'one two three', 10, '- ', '- one two\n  three'],
    ['keeps line feeds and the space before a line', 'a\n  b c d', 6, '', 'a\n  b c\nd'],
    ['breaks a word where the line ends', 'abcdefghij k', 4, '', 'abcd\nefgh\nij k'],
    ['keeps an empty text', '', 10, '> ', '> '],
  ])('%s', (_, text, columns, first, expected) => {
    expect(wrap(text, { columns, first })).toBe(expected);
  });

  it('counts what is seen, and leaves a coloured word whole', () => {
    const red = '\u001b[31mred\u001b[39m';
    expect(widthOf(red)).toBe(3);
    expect(wrap(`${red} ${red}`, { columns: 7 })).toBe(`${red} ${red}`);
    expect(wrap(red, { columns: 2 })).toBe(red);
  });
});

it('puts a prefix before every line, without a space at the end', () => {
  expect(prefixLines('a\n\nb', '  ')).toBe('  a\n\n  b');
});
