import { expect, it } from 'vitest';
import { differencesOf } from '../../../site/exercise/difference.ts';

const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
const file = (all: readonly string[]) => `${all.join('\n')}\n`;

it('gives nothing for equal files', () => {
  expect(differencesOf(file(lines), file(lines))).toEqual([]);
});

it('gives each place with three lines round it', () => {
  const changed = lines.with(4, 'fifth').with(24, 'twenty-fifth');
  expect(differencesOf(file(lines), file(changed))).toEqual([
    {
      line: 2,
      text: [' line 2', ' line 3', ' line 4', '-line 5', '+fifth', ' line 6', ' line 7', ' line 8'].join(
        '\n',
      ),
    },
    {
      line: 22,
      text: [
        ' line 22',
        ' line 23',
        ' line 24',
        '-line 25',
        '+twenty-fifth',
        ' line 26',
        ' line 27',
        ' line 28',
      ].join('\n'),
    },
  ]);
});

it('does not mention a line feed that is missing at the end', () => {
  expect(differencesOf('a\n', 'b')).toEqual([{ line: 1, text: '-a\n+b' }]);
});
