import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { keyOf } from '../items.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let plain: string;
const METRICS = { ItemCollectionKey: { pk: { S: 'm' } }, SizeEstimateRangeGB: [0, 1] };
const asked = { ReturnItemCollectionMetrics: 'SIZE' };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
  plain = await on.table(composite);
});

describe('ReturnItemCollectionMetrics', () => {
  itUnlessLocal('no-metrics', 'SIZE gives the collection of a PutItem', async () => {
    const reply = await on.call('PutItem', { TableName: table, Item: keyOf('m'), ...asked });
    expect(reply).toEqual({ ItemCollectionMetrics: METRICS });
  });

  itUnlessLocal('no-metrics', 'SIZE gives the collection of an UpdateItem', async () => {
    const reply = await on.call('UpdateItem', { TableName: table, Key: keyOf('m'), ...asked });
    expect(reply).toEqual({ ItemCollectionMetrics: METRICS });
  });

  itUnlessLocal('no-metrics', 'SIZE gives the collection of a DeleteItem', async () => {
    await on.call('PutItem', { TableName: table, Item: keyOf('m') });
    const reply = await on.call('DeleteItem', { TableName: table, Key: keyOf('m'), ...asked });
    expect(reply.ItemCollectionMetrics).toEqual(METRICS);
  });

  itUnlessLocal('no-metrics', 'SIZE gives those of a batch, by table', async () => {
    const RequestItems = { [table]: [{ PutRequest: { Item: keyOf('m') } }] };
    const reply = await on.call('BatchWriteItem', { RequestItems, ...asked });
    expect(reply.ItemCollectionMetrics).toEqual({ [table]: [METRICS] });
  });

  itUnlessLocal('no-metrics', 'SIZE gives those of a transaction, by table', async () => {
    const TransactItems = [{ Put: { TableName: table, Item: keyOf('m') } }];
    const reply = await on.call('TransactWriteItems', { TransactItems, ...asked });
    expect(reply.ItemCollectionMetrics).toEqual({ [table]: [METRICS] });
  });

  it('SIZE gives nothing for a table without a local index', async () => {
    const reply = await on.call('PutItem', { TableName: plain, Item: keyOf('m'), ...asked });
    expect(reply.ItemCollectionMetrics).toBeUndefined();
  });

  for (const ReturnItemCollectionMetrics of ['NONE', undefined]) {
    it(`${ReturnItemCollectionMetrics} gives nothing`, async () => {
      const input = { TableName: table, Item: keyOf('m'), ReturnItemCollectionMetrics };
      expect(await on.call('PutItem', input)).toEqual({});
    });
  }
});
