import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let other: string;
const key = (pk = 'a') => ({ pk: { S: pk } });
const MISMATCH = /^The provided key element does not match the schema$/;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  other = await on.table(simple);
});

/** What is asked of the one table, past the SDK. */
const REFUSED: [string, object, RegExp, LocalDifferenceId?][] = [
  ['no keys', { Keys: [] }, /length greater than or equal to 1/, 'no-keys'],
  ['an empty key', { Keys: [{}] }, MISMATCH, 'empty-key'],
  ['a key of a wrong type', { Keys: [{ pk: { N: '1' } }] }, MISMATCH, 'key-type'],
  ['a key with an attribute too many', { Keys: [{ ...key(), a: { S: 'a' } }] }, MISMATCH, 'key-size'],
  [
    'an empty key value',
    { Keys: [key('')] },
    /^One or more parameter values are not valid\. The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk$/,
  ],
  ['one key twice', { Keys: [key(), key('b'), key()] }, /^Provided list of item keys contains duplicates$/],
  [
    'overlapping paths',
    { Keys: [key()], ProjectionExpression: 'a, a.b' },
    /Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: \[a\], path two: \[a, b\]/,
  ],
  [
    'paths that overlap by their names',
    { Keys: [key()], ProjectionExpression: '#a, #b', ExpressionAttributeNames: { '#a': 'a', '#b': 'a' } },
    /Two document paths overlap with each other; must remove or rewrite one of these paths; path one: \[a\], path two: \[a\]/,
  ],
  [
    'an unused name',
    { Keys: [key()], ProjectionExpression: 'a', ExpressionAttributeNames: { '#b': 'b' } },
    /Value provided in ExpressionAttributeNames unused in expressions: keys: \{#b\}/,
  ],
  [
    'names but no projection',
    { Keys: [key()], ExpressionAttributeNames: { '#b': 'b' } },
    /ExpressionAttributeNames can only be specified when using expressions/,
  ],
  [
    'the old and the new kind of projection',
    { Keys: [key()], ProjectionExpression: 'a', AttributesToGet: ['a'] },
    /Can not use both expression and non-expression parameters in the same request/,
  ],
];

describe('BatchGetItem refuses', () => {
  for (const [name, request, message, local] of REFUSED) {
    it(name, async () => {
      const error = await on.wireRefusal('BatchGetItem', { RequestItems: { [table]: request } });
      expectRefusal(error, message, { local });
    });
  }

  it('the whole request for a fault in one table', async () => {
    const RequestItems = { [table]: { Keys: [key()] }, [other]: { Keys: [key(), key()] } };
    expectRefusal(await on.wireRefusal('BatchGetItem', { RequestItems }), /contains duplicates/);
  });

  it('more than 100 keys in all tables together', async () => {
    const Keys = Array.from({ length: 51 }, (_, i) => key(`${i}`));
    const RequestItems = { [table]: { Keys }, [other]: { Keys } };
    expectRefusal(
      await on.wireRefusal('BatchGetItem', { RequestItems }),
      /Too many items requested for the BatchGetItem call/,
    );
  });

  it('a table that does not exist beside one that does', async () => {
    const RequestItems = { [table]: { Keys: [key()] }, NoSuchTable: { Keys: [key()] } };
    expectRefusal(await on.wireRefusal('BatchGetItem', { RequestItems }), /^Requested resource not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });

  itUnlessLocal('enum-unchecked', 'an unknown kind of capacity', async () => {
    const error = await on.wireRefusal('BatchGetItem', {
      RequestItems: { [table]: { Keys: [key()] } },
      ReturnConsumedCapacity: 'SOME',
    });
    expectRefusal(error, /Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint/);
  });
});
