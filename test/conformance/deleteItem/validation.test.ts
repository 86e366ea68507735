import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'p' }, sk: { S: 's' } };
const MISMATCH = /^The provided key element does not match the schema$/;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  await on.call('PutItem', { TableName: table, Item: Key });
});

const REFUSED: [string, object, RegExp, LocalDifferenceId?, string?][] = [
  ['an empty key', { Key: {} }, MISMATCH, 'key-size'],
  ['half a key', { Key: { pk: { S: 'p' } } }, MISMATCH, 'key-size'],
  ['a key with an attribute too many', { Key: { ...Key, a: { S: 'a' } } }, MISMATCH, 'key-size'],
  ['a key of a wrong type', { Key: { ...Key, sk: { N: '1' } } }, MISMATCH, 'key-type'],
  [
    'an empty key value',
    { Key: { ...Key, pk: { S: '' } } },
    /The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk/,
  ],
  ['no key', { Key: undefined }, /'key' failed to satisfy constraint: Member must not be null/, 'no-key'],
  [
    'no table',
    { TableName: undefined },
    /1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null/,
    'no-error-count',
  ],
  [
    'ReturnValues ALL_NEW',
    { ReturnValues: 'ALL_NEW' },
    /ReturnValues can only be ALL_OLD or NONE/,
    'return-values',
  ],
  [
    'ReturnValues UPDATED_OLD',
    { ReturnValues: 'UPDATED_OLD' },
    /ReturnValues can only be ALL_OLD or NONE/,
    'return-values',
  ],
  [
    'ReturnValues that do not exist',
    { ReturnValues: 'SOME' },
    /Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: \[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW\]/,
    'return-values',
  ],
  [
    'an undefined value',
    { ConditionExpression: 'a = :a' },
    /Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :a/,
  ],
  [
    'an unused value',
    { ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: { ':a': { S: 'a' } } },
    /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:a\}/,
  ],
  [
    'an empty condition',
    { ConditionExpression: '' },
    /Invalid ConditionExpression: The expression can not be empty;/,
  ],
  [
    'values but no condition',
    { ExpressionAttributeValues: { ':a': { S: 'a' } } },
    /ExpressionAttributeValues can only be specified when using expressions/,
  ],
  [
    'a table that does not exist',
    { TableName: 'NoSuchTable' },
    /^Requested resource not found$/,
    'no-such-table',
    'ResourceNotFoundException',
  ],
];

describe('DeleteItem refuses', () => {
  for (const [name, more, message, local, type = 'ValidationException'] of REFUSED) {
    it(name, async () => {
      const error = await on.wireRefusal('DeleteItem', { TableName: table, Key, ...more });
      expectRefusal(error, message, { local, name: type });
      expect((await on.call('GetItem', { TableName: table, Key })).Item).toEqual(Key);
    });
  }

  itUnlessLocal('table-first', 'an expression before it looks for the table', async () => {
    const bad = { TableName: 'NoSuchTable', Key, ConditionExpression: 'a = ' };
    expectRefusal(await on.wireRefusal('DeleteItem', bad), /Invalid ConditionExpression: Syntax error/);
  });
});
