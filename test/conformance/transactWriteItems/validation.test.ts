import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  withIndexes = await on.table(indexed);
});

const key = (pk: string) => ({ pk: { S: pk } });
const put = (Item: object, more: object = {}) => ({ Put: { TableName: table, Item, ...more } });
const update = (Key: object, more: object = {}) => ({
  Update: {
    TableName: table,
    Key,
    UpdateExpression: 'SET v = :v',
    ExpressionAttributeValues: { ':v': { S: 'x' } },
    ...more,
  },
});
const remove = (Key: object) => ({ Delete: { TableName: table, Key } });
const check = (Key: object, ConditionExpression = 'attribute_not_exists(pk)') => ({
  ConditionCheck: { TableName: table, Key, ConditionExpression },
});
const refused = (TransactItems: object[], more: object = {}): Promise<Output> =>
  on.wireRefusal('TransactWriteItems', { TransactItems, ...more });

/** Actions that are refused before the transaction begins. */
const THROWN: [string, () => object, RegExp, LocalDifferenceId?][] = [
  ['nothing', () => ({}), /./],
  [
    'two kinds at once',
    () => ({ ...put(key('a')), ...remove(key('b')) }),
    /TransactItems can only contain one of Check, Put, Update or Delete/,
  ],
  [
    'a check without condition',
    () => ({ ConditionCheck: { TableName: table, Key: key('a') } }),
    /'transactItems\.1\.member\.conditionCheck\.conditionExpression' failed to satisfy constraint: Member must not be null/,
  ],
  ['a put without its key', () => put({ a: { S: 'a' } }), /Missing the key pk in the item/, 'key-missing'],
  [
    'a put with an empty key',
    () => put(key('')),
    /^One or more parameter values are not valid\. The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk$/,
  ],
  ['an update with an empty key', () => update(key('')), /cannot contain an empty string value\. Key: pk/],
  ['a delete with an empty key', () => remove(key('')), /cannot contain an empty string value\. Key: pk/],
  ['a check with an empty key', () => check(key('')), /cannot contain an empty string value\. Key: pk/],
  [
    'a put over 400 KB',
    () => put({ ...key('a'), v: { S: 'x'.repeat(409_600) } }),
    /Item size has exceeded the maximum allowed size/,
  ],
  ['an empty set', () => put({ ...key('a'), v: { NS: [] } }), /An number set {2}may not be empty/],
  [
    'a condition with a syntax error',
    () => check(key('a'), 'attribute_not_exists('),
    /^Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "\("$/,
  ],
  [
    'an update with an unused value',
    () => update(key('a'), { UpdateExpression: 'REMOVE v' }),
    /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:v\}/,
  ],
  [
    'an update with overlapping paths',
    () => update(key('a'), { UpdateExpression: 'SET v = :v REMOVE v' }),
    /Two document paths overlap with each other/,
  ],
];

describe('TransactWriteItems refuses', () => {
  for (const [name, action, message, local] of THROWN) {
    it(name, async () => {
      const beside = key(`beside ${name}`);
      expectRefusal(await refused([action(), put(beside)]), message, { local });
      const { Item } = await on.call('GetItem', { TableName: table, Key: beside });
      expect(Item).toBeUndefined();
    });
  }

  itUnlessLocal('update-no-expression', 'an update without expression', async () => {
    const more = { UpdateExpression: undefined, ExpressionAttributeValues: undefined };
    expectRefusal(
      await refused([update(key('a'), more)]),
      /'transactItems\.1\.member\.update\.updateExpression' failed to satisfy constraint: Member must not be null/,
    );
  });

  it('a token of more than 36 letters', async () => {
    const error = await refused([put(key('a'))], { ClientRequestToken: 'x'.repeat(37) });
    expectRefusal(error, /failed to satisfy constraint: Member must have length less than or equal to 36/);
  });

  itUnlessLocal('enum-unchecked', 'two unknown kinds, and names both', async () => {
    const more = { ReturnConsumedCapacity: 'SOME', ReturnItemCollectionMetrics: 'MORE' };
    expectRefusal(
      await refused([put(key('a'))], more),
      /^2 validation errors detected: Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: \[INDEXES, TOTAL, NONE\]; Value 'MORE' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: \[SIZE, NONE\]$/,
    );
  });

  it('a syntax error before it looks for a table', async () => {
    const missing = { Put: { TableName: 'NoSuchTable', Item: key('a') } };
    const error = await refused([missing, check(key('a'), 'attribute_not_exists(')]);
    expectRefusal(error, /^Invalid ConditionExpression: Syntax error/);
  });

  it('an unused value before it sees that an item is named twice', async () => {
    const unused = put(key('a'), {
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':u': { S: 'u' } },
    });
    expectRefusal(await refused([remove(key('a')), unused]), /unused in expressions: keys: \{:u\}/);
  });
});

/** Actions whose fault is the reason of a cancellation. */
const MISMATCH = 'The provided key element does not match the schema';
const TYPE = 'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: ';
const REASONS: [string, () => object, string, LocalDifferenceId][] = [
  ['a put with a key of a wrong type', () => put({ pk: { N: '5' } }), `${TYPE}N`, 'reason-words'],
  ['a put with a key that is a list', () => put({ pk: { L: [] } }), `${TYPE}L`, 'list-key-thrown'],
  ['an update with a key of a wrong type', () => update({ pk: { N: '5' } }), MISMATCH, 'reason-words'],
  ['a delete with a key of a wrong type', () => remove({ pk: { N: '5' } }), MISMATCH, 'reason-words'],
  ['a check with a key of a wrong type', () => check({ pk: { N: '5' } }), MISMATCH, 'reason-words'],
  [
    'an update over 400 KB',
    () => update(key('grows'), { ExpressionAttributeValues: { ':v': { S: 'x'.repeat(409_600) } } }),
    'Item size to update has exceeded the maximum allowed size',
    'update-failure-thrown',
  ],
];

describe('TransactWriteItems is cancelled', () => {
  for (const [name, action, Message, local] of REASONS) {
    itUnlessLocal(local, `by ${name}`, async () => {
      const error = await refused([action()]);
      expect(error.name).toBe('TransactionCanceledException');
      expect(error.CancellationReasons[0]).toEqual({ Code: 'ValidationError', Message });
    });
  }

  it('by an update of the key', async () => {
    const error = await refused([update(key('a'), { UpdateExpression: 'SET pk = :v' })]);
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.CancellationReasons[0].Message).toMatch(
      /Cannot update attribute pk\. This attribute is part of the key/,
    );
  });

  itUnlessLocal('reason-words', 'by a wrong type for an index key', async () => {
    const Item = { ...key('a'), sk: { S: 's' }, gsk: { S: 'text' } };
    const error = await refused([{ Put: { TableName: withIndexes, Item } }]);
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.CancellationReasons[0].Message).toMatch(
      /Type mismatch for Index Key gsk Expected: N Actual: S IndexName: global/,
    );
  });

  itUnlessLocal('later-reasons', 'and judges nothing after the first fault', async () => {
    await on.call('PutItem', { TableName: table, Item: key('there') });
    const error = await refused([put({ pk: { N: '5' } }), put({ pk: { N: '6' } })]);
    expect(error.CancellationReasons.map(({ Code }: Output) => Code)).toEqual(['ValidationError', 'None']);
  });
});
