import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { unitsOf } from '../items.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const bytes = (...values: number[]) => new Uint8Array(values);

/**
 * Values and their bytes without the attribute's name. The guide's formula for numbers is inexact; the rule is
 * 1 + half the digits before the point + half those after it, each rounded up, + 1 when negative ([W1]).
 */
const SIZES: [string, object, number][] = [
  ['an empty string', { S: '' }, 0],
  ['ASCII', { S: 'abc' }, 3],
  ['letters of two bytes', { S: 'éé' }, 4],
  ['a letter of three bytes', { S: '€' }, 3],
  ['a letter outside of the BMP', { S: '𝒳' }, 4],
  ['binary', { B: bytes(1, 2, 3) }, 3],
  ['true', { BOOL: true }, 1],
  ['false', { BOOL: false }, 1],
  ['null', { NULL: true }, 1],
  ['an empty list', { L: [] }, 3],
  ['a list of one string', { L: [{ S: 'ab' }] }, 3 + 1 + 2],
  ['a list of three', { L: [{ S: 'a' }, { BOOL: true }, { N: '1' }] }, 3 + 3 + 1 + 1 + 2],
  ['an empty map', { M: {} }, 3],
  ['a map', { M: { name: { S: 'ab' } } }, 3 + 1 + 4 + 2],
  ['a list in a map', { M: { l: { L: [{ S: 'x' }] } } }, 3 + 1 + 1 + (3 + 1 + 1)],
  ['a string set', { SS: ['a', 'bcd'] }, 4],
  ['a number set', { NS: ['1', '123456'] }, 2 + 4],
  ['a binary set', { BS: [bytes(1), bytes(2, 3)] }, 3],
  ['1', { N: '1' }, 2],
  ['12', { N: '12' }, 2],
  ['123', { N: '123' }, 3],
  ['123456', { N: '123456' }, 4],
  ['3.14159', { N: '3.14159' }, 5],
  ['-1', { N: '-1' }, 3],
  ['-12.5', { N: '-12.5' }, 4],
  ['1000000, whose zeros do not count', { N: '1000000' }, 2],
  ['1E125', { N: '1E125' }, 2],
  ['0.5', { N: '0.5' }, 2],
  ['38 digits', { N: '12345678901234567890123456789012345678' }, 20],
];

describe('the size of', () => {
  for (const [name, v, size] of SIZES) {
    it(`${name} is ${size} bytes`, async () => {
      const key = { pk: { S: 'k' } };
      // The names pk, v and f, and the key's value take five bytes; f fills the item up to its first kilobyte.
      const filled = (total: number) => ({ ...key, v, f: { S: 'x'.repeat(total - 5 - size) } });
      const units = (total: number) => unitsOf(on, 'PutItem', { TableName: table, Item: filled(total) });
      await on.call('DeleteItem', { TableName: table, Key: key });
      expect(await units(1024)).toBe(1);
      expect(await units(1025)).toBe(2);
    });
  }

  it('an attribute name is its bytes in UTF-8', async () => {
    const Item = { pk: { S: 'names' }, é: { S: 'x'.repeat(1024 - 2 - 5 - 2) } };
    expect(await unitsOf(on, 'PutItem', { TableName: table, Item })).toBe(1);
    const more = { ...Item, é: { S: `${Item.é.S}x` } };
    expect(await unitsOf(on, 'PutItem', { TableName: table, Item: more })).toBe(2);
  });
});
