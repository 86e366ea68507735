import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'p' }, sk: { S: 's' } };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
});

const put = () => on.call('PutItem', { TableName: table, Item: { ...Key, a: { N: '1' } } });
const get = async () => (await on.call('GetItem', { TableName: table, Key, ConsistentRead: true })).Item;

describe('DeleteItem', () => {
  it('removes the item', async () => {
    await put();
    expect(await on.call('DeleteItem', { TableName: table, Key })).toEqual({});
    expect(await get()).toBeUndefined();
  });

  itUnlessLocal('capacity-unasked', 'of what is not there succeeds', async () => {
    expect(
      await on.call('DeleteItem', { TableName: table, Key: { pk: { S: 'no' }, sk: { S: 'no' } } }),
    ).toEqual({});
  });

  it('returns the old item with ALL_OLD', async () => {
    await put();
    const { Attributes } = await on.call('DeleteItem', { TableName: table, Key, ReturnValues: 'ALL_OLD' });
    expect(Attributes).toEqual({ ...Key, a: { N: '1' } });
  });

  it('under a condition that fails removes nothing', async () => {
    await put();
    const error = await on.refusal('DeleteItem', {
      TableName: table,
      Key,
      ConditionExpression: 'a > :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: { a: { N: '1' } } });
    expect(await get()).toBeDefined();
  });

  it('refuses half a key', async () => {
    const error = await on.refusal('DeleteItem', { TableName: table, Key: { pk: { S: 'p' } } });
    expectRefusal(error, /The provided key element does not match the schema/, { local: 'key-size' });
  });

  it('refuses ReturnValues ALL_NEW', async () => {
    const error = await on.refusal('DeleteItem', { TableName: table, Key, ReturnValues: 'ALL_NEW' });
    expectRefusal(error, /ReturnValues can only be ALL_OLD or NONE/, { local: 'return-values' });
  });
});
