import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;
const Key = { pk: { S: 'item' } };
const ITEM = { ...Key, s: { S: 'x' }, n: { N: '1' }, l: { L: [] }, m: { M: {} }, ss: { SS: ['a'] } };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  withIndexes = await on.table(indexed);
  await on.call('PutItem', { TableName: table, Item: ITEM });
});

const ONE = { ':v': { N: '1' } };
const TEXT = { ':v': { S: 'v' } };

/** Updates that are refused: name, expression, values, message. */
const REFUSED: [string, string, object | undefined, RegExp, LocalDifferenceId?][] = [
  [
    'a change of the key',
    'SET pk = :v',
    TEXT,
    /Cannot update attribute pk\. This attribute is part of the key/,
  ],
  [
    'a removal of the key',
    'REMOVE pk',
    undefined,
    /Cannot update attribute pk\. This attribute is part of the key/,
  ],
  [
    'an undefined value',
    'SET a = :w',
    undefined,
    /An expression attribute value used in expression is not defined; attribute value: :w/,
  ],
  [
    'a clause twice',
    'SET a = :v SET b = :v',
    TEXT,
    /The "SET" section can only be used once in an update expression;/,
  ],
  ['an unknown function', 'SET a = foo(:v)', TEXT, /Invalid function name; function: foo/],
  [
    'a condition function',
    'SET a = attribute_exists(b)',
    undefined,
    /The function is not allowed in an update expression; function: attribute_exists|Syntax error/,
  ],
  [
    'overlapping paths',
    'SET m.a = :v, m = :v',
    TEXT,
    /Two document paths overlap with each other; must remove or rewrite one of these paths; path one: \[m, a\], path two: \[m\]/,
  ],
  ['the same path twice', 'SET a = :v REMOVE a', TEXT, /Two document paths overlap with each other/],
  [
    'conflicting paths',
    'SET m.a = :v, m[0] = :v',
    TEXT,
    /Two document paths conflict with each other; must remove or rewrite one of these paths; path one: \[m, a\], path two: \[m, \[0\]\]/,
  ],
  [
    'a path that is not there',
    'SET nowhere.a = :v',
    TEXT,
    /The document path provided in the update expression is invalid for update/,
  ],
  [
    'a path through a string',
    'SET s.a = :v',
    TEXT,
    /The document path provided in the update expression is invalid for update/,
  ],
  [
    'an element of a map',
    'SET m[0] = :v',
    TEXT,
    /The document path provided in the update expression is invalid for update/,
  ],
  [
    'an operand that is not there',
    'SET a = b',
    undefined,
    /The provided expression refers to an attribute that does not exist in the item/,
  ],
  [
    'a sum with text',
    'SET a = s + :v',
    ONE,
    /An operand in the update expression has an incorrect data type/,
  ],
  [
    'a sum with a text value',
    'SET a = n + :v',
    TEXT,
    /Incorrect operand type for operator or function; operator or function: \+, operand type: S/,
  ],
  [
    'ADD of text',
    'ADD a :v',
    TEXT,
    /Incorrect operand type for operator or function; operator: ADD, operand type: STRING/,
  ],
  ['ADD onto text', 'ADD s :v', ONE, /An operand in the update expression has an incorrect data type/],
  [
    'ADD of a set onto another type of set',
    'ADD ss :v',
    { ':v': { NS: ['1'] } },
    /An operand in the update expression has an incorrect data type/,
  ],
  [
    'DELETE of a number',
    'DELETE n :v',
    ONE,
    /Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER/,
  ],
  [
    'list_append with a number',
    'SET l = list_append(l, :v)',
    ONE,
    /Incorrect operand type for operator or function; operator or function: list_append, operand type: N/,
  ],
  [
    'list_append onto text',
    'SET s = list_append(s, :v)',
    { ':v': { L: [] } },
    /An operand in the update expression has an incorrect data type/,
  ],
  [
    'if_not_exists without a path',
    'SET a = if_not_exists(:v, :v)',
    TEXT,
    /Operator or function requires a document path; operator or function: if_not_exists/,
  ],
  ['an empty expression', '', undefined, /Invalid UpdateExpression: The expression can not be empty/],
  ['no clause', 'a = :v', TEXT, /Syntax error; token: "a"/],
  [
    'a sum over 38 digits',
    'SET n = n + :v',
    { ':v': { N: '1E-38' } },
    /(more than 38 significant digits|38 digits of precision|up to 38 digits)/,
  ],
  [
    'an overflow',
    'SET n = n + :v',
    { ':v': { N: `${'9'.repeat(38)}E89` } },
    /(Number overflow|converted to a numeric value|magnitude larger)/,
  ],
  ['an empty set', 'SET a = :v', { ':v': { SS: [] } }, /may not be empty/],
];

describe('UpdateItem refuses', () => {
  for (const [name, UpdateExpression, ExpressionAttributeValues, message, local] of REFUSED) {
    it(name, async () => {
      const error = await on.refusal('UpdateItem', {
        TableName: table,
        Key,
        UpdateExpression,
        ExpressionAttributeValues,
      });
      expectRefusal(error, message, { local });
      expect((await on.call('GetItem', { TableName: table, Key })).Item).toEqual(ITEM);
    });
  }

  it('a key with an attribute too many', async () => {
    const error = await on.refusal('UpdateItem', { TableName: table, Key: { ...Key, more: { S: 'x' } } });
    expectRefusal(error, /The provided key element does not match the schema/, { local: 'key-size' });
  });

  it('an item that grows over 400 KB', async () => {
    const error = await on.refusal('UpdateItem', {
      TableName: table,
      Key,
      UpdateExpression: 'SET big = :v',
      ExpressionAttributeValues: { ':v': { S: 'x'.repeat(409_600) } },
    });
    expectRefusal(error, /Item size to update has exceeded the maximum allowed size/);
  });

  it('a wrong type for an index key', async () => {
    const error = await on.refusal('UpdateItem', {
      TableName: withIndexes,
      Key: { pk: { S: 'a' }, sk: { S: 'b' } },
      UpdateExpression: 'SET gsk = :v',
      ExpressionAttributeValues: TEXT,
    });
    expectRefusal(error, /Type mismatch for Index Key gsk Expected: N Actual: S IndexName: global/, {
      local: 'index-key-type',
    });
  });

  it('a condition that fails', async () => {
    const error = await on.refusal('UpdateItem', {
      TableName: table,
      Key,
      UpdateExpression: 'SET s = :v',
      ConditionExpression: 's = :v',
      ExpressionAttributeValues: TEXT,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: { s: { S: 'x' } } });
  });
});
