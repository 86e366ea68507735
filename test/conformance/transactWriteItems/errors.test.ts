import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { itOn, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  for (const pk of ['a', 'b']) {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, n: { N: '1' }, t: { S: 'text' } } });
  }
});

const ALL_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
const fails = { ConditionExpression: 'attribute_not_exists(pk)', ...ALL_OLD };
const key = (pk: string) => ({ TableName: table, Key: { pk: { S: pk } } });
const SET = { UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '2' } } };
const cancelled = async (...TransactItems: object[]): Promise<Output> => {
  const error = await on.refusal('TransactWriteItems', { TransactItems });
  expect(error.name).toBe('TransactionCanceledException');
  return error.CancellationReasons;
};

describe('a cancellation reason', () => {
  const actions: [string, () => object, LocalDifferenceId?][] = [
    ['Put', () => ({ Put: { TableName: table, Item: { pk: { S: 'a' } }, ...fails } })],
    ['Update', () => ({ Update: { ...key('a'), ...SET, ...fails } })],
    ['Delete', () => ({ Delete: { ...key('a'), ...fails } })],
    ['ConditionCheck', () => ({ ConditionCheck: { ...key('a'), ...fails } }), 'check-full-stop'],
  ];
  for (const [kind, action, local] of actions) {
    itOn(local, `of a ${kind} has the item when asked to`, async () => {
      expect(await cancelled(action())).toEqual([
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { pk: { S: 'a' }, n: { N: '1' }, t: { S: 'text' } },
        },
      ]);
    });
  }

  it('has no item by default', async () => {
    const [reason] = await cancelled({
      ConditionCheck: { ...key('a'), ConditionExpression: 'attribute_not_exists(pk)' },
    });
    expect(reason.Item).toBeUndefined();
  });

  it('has no item when there is none', async () => {
    const [reason] = await cancelled({
      ConditionCheck: { ...key('nobody'), ConditionExpression: 'attribute_exists(pk)', ...ALL_OLD },
    });
    expect(reason.Item).toBeUndefined();
  });

  it('of an action that would have passed says None', async () => {
    const reasons = await cancelled(
      { Update: { ...key('b'), ...SET } },
      { ConditionCheck: { ...key('a'), ConditionExpression: 'attribute_not_exists(pk)' } },
      { Delete: key('nobody') },
    );
    expect(reasons.map(({ Code }: Output) => Code)).toEqual(['None', 'ConditionalCheckFailed', 'None']);
    expect(reasons[0].Message ?? null).toBeNull();
  });

  const faults: [string, string, object | undefined, RegExp][] = [
    [
      'a sum with text',
      'SET n = t + :n',
      { ':n': { N: '2' } },
      /An operand in the update expression has an incorrect data type/,
    ],
    [
      'an attribute that is not there',
      'SET n = absent',
      undefined,
      /The provided expression refers to an attribute that does not exist in the item/,
    ],
    [
      'a path that is not there',
      'SET absent.x = :n',
      { ':n': { N: '2' } },
      /The document path provided in the update expression is invalid for update/,
    ],
  ];
  for (const [name, UpdateExpression, ExpressionAttributeValues, message] of faults) {
    itUnlessLocal('update-failure-thrown', `names ${name} in an update`, async () => {
      const [reason] = await cancelled({
        Update: { ...key('a'), UpdateExpression, ExpressionAttributeValues },
      });
      expect(reason.Code).toBe('ValidationError');
      expect(reason.Message).toMatch(message);
    });
  }
});
