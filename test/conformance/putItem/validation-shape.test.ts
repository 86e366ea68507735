import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
const pk = { S: 'shape' };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

/** Requests as they go over the wire: the SDK would not send most of these. */
const REFUSED: [string, object, RegExp, LocalDifferenceId?, string?][] = [
  [
    'without a table',
    { TableName: undefined },
    /1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null/,
    'no-error-count',
  ],
  [
    'without an item',
    { Item: undefined },
    /'item' failed to satisfy constraint: Member must not be null/,
    'no-item',
  ],
  [
    'of a value without type',
    { Item: { pk, v: {} } },
    /Supplied AttributeValue is empty, must contain exactly one of the supported datatypes/,
  ],
  [
    'of a value of a type that does not exist',
    { Item: { pk, v: { X: 'a' } } },
    /Supplied AttributeValue is empty, must contain exactly one of the supported datatypes/,
  ],
  [
    'of a value with two types',
    { Item: { pk, v: { S: 'a', N: '1' } } },
    /Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes/,
  ],
  [
    'of a value without type, deep inside',
    { Item: { pk, v: { M: { l: { L: [{}] } } } } },
    /Supplied AttributeValue is empty, must contain exactly one of the supported datatypes/,
  ],
  ['of an item that is text', { Item: 'text' }, /./, 'wrong-json-type', 'SerializationException'],
  [
    'of binary that is not base64',
    { Item: { pk, v: { B: '!!' } } },
    /./,
    'wrong-json-type',
    'SerializationException',
  ],
  [
    'with an empty map of values',
    { ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: {} },
    /ExpressionAttributeValues must not be empty/,
  ],
  [
    'with a value of a wrong kind',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { ':v': { SS: [] } } },
    /ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An string set {2}may not be empty for key :v/,
  ],
  [
    'with a value whose name lacks the colon',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { v: { S: 'a' } } },
    /ExpressionAttributeValues contains invalid key: Syntax error; key: "v"/,
  ],
  [
    'with the old and the new kind of condition',
    { ConditionExpression: 'attribute_exists(pk)', Expected: { pk: { Exists: false } } },
    /Can not use both expression and non-expression parameters in the same request: Non-expression parameters: \{Expected\} Expression parameters: \{ConditionExpression\}/,
  ],
  [
    'with ReturnValues that do not exist',
    { ReturnValues: 'SOME' },
    /Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: \[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW\]/,
    'return-values',
  ],
];

describe('PutItem refuses a request', () => {
  for (const [name, more, message, local, type = 'ValidationException'] of REFUSED) {
    it(name, async () => {
      const error = await on.wireRefusal('PutItem', { TableName: table, Item: { pk }, ...more });
      expectRefusal(error, message, { local, name: type });
    });
  }

  itUnlessLocal('number-not-text', 'of a number that is not text', async () => {
    const error = await on.wireRefusal('PutItem', { TableName: table, Item: { pk, v: { N: 1 } } });
    expectRefusal(error, /./, { name: 'SerializationException' });
  });

  for (const [parameter, set] of [
    ['ReturnConsumedCapacity', /\[INDEXES, TOTAL, NONE\]/],
    ['ReturnItemCollectionMetrics', /\[SIZE, NONE\]/],
  ] as const) {
    itUnlessLocal('enum-unchecked', `with an unknown ${parameter}`, async () => {
      const input = { TableName: table, Item: { pk }, [parameter]: 'SOME' };
      expectRefusal(await on.wireRefusal('PutItem', input), set);
    });
  }

  itUnlessLocal('enum-unchecked', 'with two faults, and names both', async () => {
    const input = {
      TableName: table,
      Item: { pk },
      ReturnConsumedCapacity: 'SOME',
      ReturnItemCollectionMetrics: 'MORE',
    };
    expectRefusal(
      await on.wireRefusal('PutItem', input),
      /^2 validation errors detected: Value 'SOME' at 'returnConsumedCapacity' .*; Value 'MORE' at 'returnItemCollectionMetrics' /,
    );
  });

  itUnlessLocal('table-first', 'for its expression before it looks for the table', async () => {
    const bad = { TableName: 'NoSuchTable', Item: { pk }, ConditionExpression: 'a = ' };
    expectRefusal(await on.wireRefusal('PutItem', bad), /Invalid ConditionExpression: Syntax error/);
  });
});
