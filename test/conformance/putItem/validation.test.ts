import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { composite, indexed, numeric, simple } from '../tables.ts';

let on: Endpoint;
const tables: Record<string, string> = {};

beforeAll(async () => {
  on = await endpoint();
  for (const [name, definition] of Object.entries({ simple, composite, numeric, indexed })) {
    tables[name] = await on.table(definition);
  }
});

const nested = (levels: number): object => (levels === 0 ? { S: 'leaf' } : { M: { a: nested(levels - 1) } });
const pk = { S: 'validation' };

/** Items that are refused, with the table and the sentence of the refusal. */
const REFUSED: Record<string, [string, object, RegExp, LocalDifferenceId?]> = {
  'no key': ['simple', { a: { S: 'x' } }, /Missing the key pk in the item/, 'key-missing'],
  'no sort key': ['composite', { pk }, /Missing the key sk in the item/, 'key-missing'],
  'a key of another type': [
    'simple',
    { pk: { N: '1' } },
    /Type mismatch for key pk expected: S actual: N/,
    'key-type',
  ],
  'a sort key of another type': [
    'numeric',
    { pk, sk: { S: '1' } },
    /Type mismatch for key sk expected: N actual: S/,
    'key-type',
  ],
  'an empty partition key': [
    'simple',
    { pk: { S: '' } },
    /AttributeValue for a key attribute cannot contain an empty string value\. Key: pk/,
  ],
  'an empty sort key': ['composite', { pk, sk: { S: '' } }, /cannot contain an empty string value\. Key: sk/],
  'a partition key over 2,048 bytes': [
    'simple',
    { pk: { S: 'x'.repeat(2049) } },
    /Size of hashkey has exceeded the maximum size limit of\s?2048 bytes/,
    'key-bytes',
  ],
  'a sort key over 1,024 bytes': [
    'composite',
    { pk, sk: { S: 'x'.repeat(1025) } },
    /Aggregated size of all range keys has exceeded the size limit of 1024 bytes/,
    'key-bytes',
  ],
  'an empty string set': ['simple', { pk, v: { SS: [] } }, /An string set {2}?may not be empty/],
  'an empty number set': ['simple', { pk, v: { NS: [] } }, /An number set {2}may not be empty/],
  'a duplicate in a string set': [
    'simple',
    { pk, v: { SS: ['a', 'a'] } },
    /Input collection \[a, a\](of type SS)? contains duplicates/,
  ],
  'a duplicate in a number set, by value': [
    'simple',
    { pk, v: { NS: ['1', '1.0'] } },
    /Input collection contains duplicates/,
  ],
  'NULL that is not true': [
    'simple',
    { pk, v: { NULL: false } },
    /Null attribute value types must have the value of true/,
  ],
  'a number that is none': [
    'simple',
    { pk, v: { N: 'abc' } },
    /The parameter cannot be converted to a numeric value: abc/,
    'not-a-number',
  ],
  'an empty number': [
    'simple',
    { pk, v: { N: '' } },
    /The parameter cannot be converted to a numeric value/,
    'not-a-number',
  ],
  'a number of 39 digits': [
    'simple',
    { pk, v: { N: '1'.repeat(39) } },
    /more than 38 significant digits|up to 38 digits/,
  ],
  'a number that is too large': [
    'simple',
    { pk, v: { N: '1E126' } },
    /Number overflow\. Attempting to store a number with magnitude larger than supported range/,
  ],
  'a number that is too small': [
    'simple',
    { pk, v: { N: '1E-131' } },
    /Number underflow\. Attempting to store a number with magnitude smaller than supported range/,
  ],
  'an item over 400 KB': [
    'simple',
    { pk, v: { S: 'x'.repeat(410_000) } },
    /Item size has exceeded the maximum allowed size/,
  ],
  'more than 32 levels': ['simple', { pk, v: nested(33) }, /Nesting Levels have exceeded supported limits/],
  'a wrong type for an index key': [
    'indexed',
    { pk, sk: { S: 'a' }, gsk: { S: 'x' } },
    /Type mismatch for Index Key gsk Expected: N Actual: S IndexName: global/,
    'index-key-type',
  ],
  'an empty index key': [
    'indexed',
    { pk, sk: { S: 'a' }, gpk: { S: '' } },
    /(IndexKey: gpk|Index(Name)?:? ?global|index key)/i,
  ],
};

describe('PutItem refuses', () => {
  for (const [name, [kind, Item, message, local]] of Object.entries(REFUSED)) {
    it(name, async () => {
      const error = await on.refusal('PutItem', { TableName: tables[kind], Item });
      expectRefusal(error, message, { local });
    });
  }

  it('nothing of an item that is refused is stored', async () => {
    await on.refusal('PutItem', {
      TableName: tables['simple'],
      Item: { pk: { S: 'half' }, v: { SS: ['a', 'a'] } },
    });
    const { Item } = await on.call('GetItem', { TableName: tables['simple'], Key: { pk: { S: 'half' } } });
    expect(Item).toBeUndefined();
  });
});

describe('PutItem takes', () => {
  const taken: Record<string, [string, object]> = {
    'a partition key of 2,048 bytes': ['simple', { pk: { S: 'x'.repeat(2048) } }],
    'a sort key of 1,024 bytes': ['composite', { pk, sk: { S: 'x'.repeat(1024) } }],
    'an item of 409,600 bytes': ['simple', { pk: { S: 'k' }, v: { S: 'x'.repeat(409_600 - 4) } }],
    '32 levels': ['simple', { pk, v: nested(31) }],
    'a number of 38 digits': ['simple', { pk, v: { N: '9'.repeat(38) } }],
    'the largest number': ['simple', { pk, v: { N: `${'9'.repeat(38)}${'0'.repeat(88)}` } }],
    'the smallest positive number': ['simple', { pk, v: { N: '1E-130' } }],
    'an item without index keys': ['indexed', { pk, sk: { S: 'sparse' } }],
  };
  for (const [name, [kind, Item]] of Object.entries(taken)) {
    it(name, async () => {
      expect(await on.call('PutItem', { TableName: tables[kind], Item })).toEqual({});
    });
  }
});
