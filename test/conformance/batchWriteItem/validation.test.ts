import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;
const MISMATCH = /^The provided key element does not match the schema$/;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  withIndexes = await on.table(indexed);
});

const put = (Item: object) => ({ PutRequest: { Item } });
const remove = (Key: object) => ({ DeleteRequest: { Key } });
const fine = put({ pk: { S: 'beside' } });

/** Writes of which each makes the whole batch refused. */
const REFUSED: [string, object, RegExp, LocalDifferenceId?][] = [
  ['an item without its key', put({ a: { S: 'a' } }), MISMATCH, 'key-missing'],
  ['a key of a wrong type', put({ pk: { N: '5' } }), MISMATCH, 'key-type'],
  ['a key that is a list', put({ pk: { L: [] } }), MISMATCH, 'key-no-scalar'],
  ['a delete without its key', remove({ a: { S: 'a' } }), MISMATCH, 'key-missing'],
  ['a delete by a key of a wrong type', remove({ pk: { N: '5' } }), MISMATCH, 'key-type'],
  ['a delete with an attribute too many', remove({ pk: { S: 'a' }, a: { S: 'a' } }), MISMATCH, 'key-size'],
  [
    'an empty key',
    put({ pk: { S: '' } }),
    /^One or more parameter values are not valid\. The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk$/,
  ],
  [
    'a delete by an empty key',
    remove({ pk: { S: '' } }),
    /The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk/,
  ],
  ['an empty set', put({ pk: { S: 'a' }, v: { SS: [] } }), /An string set {2}may not be empty/],
  [
    'a number that is none',
    put({ pk: { S: 'a' }, v: { N: 'x' } }),
    /cannot be converted to a numeric value: x/,
    'not-a-number',
  ],
  [
    'an item over 400 KB',
    put({ pk: { S: 'a' }, v: { S: 'x'.repeat(409_600) } }),
    /Item size has exceeded the maximum allowed size/,
  ],
  [
    'a put and a delete in one',
    { ...put({ pk: { S: 'a' } }), ...remove({ pk: { S: 'b' } }) },
    /Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes/,
  ],
];

describe('BatchWriteItem refuses', () => {
  for (const [name, write, message, local] of REFUSED) {
    it(`${name}, and with it everything`, async () => {
      const error = await on.wireRefusal('BatchWriteItem', { RequestItems: { [table]: [fine, write] } });
      expectRefusal(error, message, { local });
      const { Item } = await on.call('GetItem', { TableName: table, Key: { pk: { S: 'beside' } } });
      expect(Item).toBeUndefined();
    });
  }

  it('no table', async () => {
    const error = await on.wireRefusal('BatchWriteItem', { RequestItems: {} });
    expectRefusal(
      error,
      /(The requestItems parameter is required for BatchWriteItem|Member must have length greater than or equal to 1)/,
      { local: 'no-write-items' },
    );
  });

  it('a table without writes', async () => {
    const error = await on.wireRefusal('BatchWriteItem', { RequestItems: { [table]: [] } });
    expectRefusal(error, /Member must have length greater than or equal to 1/, { local: 'no-writes' });
  });

  it('more than 25 writes in all tables together', async () => {
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => put({ pk: { S: `${i}` }, sk: { S: 's' } }));
    const error = await on.wireRefusal('BatchWriteItem', {
      RequestItems: { [table]: many(13), [withIndexes]: many(13) },
    });
    expectRefusal(error, /Too many items requested for the BatchWriteItem call/);
  });

  it('a wrong type for an index key', async () => {
    const write = put({ pk: { S: 'a' }, sk: { S: 'b' }, gsk: { S: 'text' } });
    const error = await on.wireRefusal('BatchWriteItem', { RequestItems: { [withIndexes]: [write] } });
    expectRefusal(error, /Type mismatch for Index Key gsk Expected: N Actual: S IndexName: global/, {
      local: 'index-key-type',
    });
  });

  itUnlessLocal('enum-unchecked', 'an unknown kind of capacity', async () => {
    const error = await on.wireRefusal('BatchWriteItem', {
      RequestItems: { [table]: [fine] },
      ReturnConsumedCapacity: 'SOME',
    });
    expectRefusal(error, /Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint/);
  });
});
