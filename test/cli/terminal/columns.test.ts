import { expect, it } from 'vitest';
import { inColumns } from '../../../packages/cli/src/terminal/columns.ts';

it('lays cells out two spaces apart, whatever their colours, and leaves empty columns out', () => {
  const rows = [
    ['a', '', '1'],
    ['\u001b[31mlong\u001b[39m', '', '100'],
    ['', '', ''],
  ];
  expect(inColumns(rows, ['left', 'left', 'right'])).toEqual([
    'a       1',
    '\u001b[31mlong\u001b[39m  100',
    '',
  ]);
});
