import { expect, it } from 'vitest';
import { attributeText } from '../../../site/table-picture/attribute-text.ts';

it.each([
  ['owner', 'owner'],
  ['', '""'],
  [0.5, '0.5'],
  [12n, '12'],
  [true, 'true'],
  [null, 'NULL'],
  [Uint8Array.of(10), '0x0a'],
  [new Set(['a', 'b']), '{a, b}'],
  [['a', 1], '[a, 1]'],
  [{ city: 'Oslo', tags: ['x'] }, '{ city: Oslo, tags: [x] }'],
  [{}, '{}'],
])('%o is shown as %s', (value, text) => {
  expect(attributeText(value)).toBe(text);
});
