import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'a' } };
const ITEM = { ...Key, n: { N: '5' }, m: { M: { l: { L: [{ S: 'x' }] } } }, status: { S: 'open' } };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const isThere = async () => (await on.call('GetItem', { TableName: table, Key })).Item !== undefined;

describe('DeleteItem under the condition', () => {
  const cases: [string, object | undefined, object | undefined, boolean][] = [
    ['attribute_exists(pk)', undefined, undefined, true],
    ['attribute_not_exists(pk)', undefined, undefined, false],
    ['n = :n', { ':n': { N: '5.0' } }, undefined, true],
    ['n > :n', { ':n': { N: '5' } }, undefined, false],
    ['m.l[0] = :x', { ':x': { S: 'x' } }, undefined, true],
    ['#status = :open', { ':open': { S: 'open' } }, { '#status': 'status' }, true],
    ['size(m.l) = :one AND NOT n < :n', { ':one': { N: '1' }, ':n': { N: '5' } }, undefined, true],
    ['n IN (:a, :b)', { ':a': { N: '4' }, ':b': { N: '6' } }, undefined, false],
  ];
  for (const [ConditionExpression, values, names, holds] of cases) {
    it(`${ConditionExpression} ${holds ? 'removes' : 'keeps'} the item`, async () => {
      await on.call('PutItem', { TableName: table, Item: ITEM });
      const request = {
        TableName: table,
        Key,
        ConditionExpression,
        ExpressionAttributeValues: values,
        ExpressionAttributeNames: names,
      };
      if (holds) await on.call('DeleteItem', request);
      else expect((await on.refusal('DeleteItem', request)).name).toBe('ConditionalCheckFailedException');
      expect(await isThere()).toBe(!holds);
    });
  }

  it('on an item that is not there fails when it needs one', async () => {
    const error = await on.refusal('DeleteItem', {
      TableName: table,
      Key: { pk: { S: 'nobody' } },
      ConditionExpression: 'attribute_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(error.Item).toBeUndefined();
  });
});
