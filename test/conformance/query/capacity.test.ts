import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { keyOf, sized, unitsOf } from '../items.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
  for (let i = 0; i < 10; i += 1) {
    await on.call('PutItem', { TableName: table, Item: sized('sum', 1000, `${i}`) });
    const Item = {
      ...keyOf('sum', `${i}`),
      gpk: { S: 'g' },
      gsk: { N: `${i}` },
      lsk: { S: `${i}` },
      v: { S: 'x'.repeat(4200) },
    };
    await on.call('PutItem', { TableName: withIndexes, Item });
  }
});

const query = (more: object = {}) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'sum' } },
  ...more,
});

describe('Query consumes', () => {
  it('the sum of the bytes, rounded once', async () => {
    expect(await unitsOf(on, 'Query', query())).toBe(1.5);
    expect(await unitsOf(on, 'Query', query({ ConsistentRead: true }))).toBe(3);
  });

  it('what it evaluates, not what the filter leaves', async () => {
    const filtered = query({ FilterExpression: 'attribute_exists(nothing)' });
    expect(await unitsOf(on, 'Query', filtered)).toBe(1.5);
  });

  it('whole items under a projection', async () => {
    expect(await unitsOf(on, 'Query', query({ ProjectionExpression: 'pk' }))).toBe(1.5);
  });

  it('the same when it only counts', async () => {
    expect(await unitsOf(on, 'Query', query({ Select: 'COUNT' }))).toBe(1.5);
  });

  it('only what the page evaluates', async () => {
    expect(await unitsOf(on, 'Query', query({ Limit: 4 }))).toBe(0.5);
    expect(await unitsOf(on, 'Query', query({ Limit: 5 }))).toBe(1);
  });

  itUnlessLocal('empty-query-free', 'the least when it finds nothing', async () => {
    const empty = query({ ExpressionAttributeValues: { ':pk': { S: 'nobody' } } });
    expect(await unitsOf(on, 'Query', empty)).toBe(0.5);
  });

  it('on the arm of the global index that it reads', async () => {
    const { ConsumedCapacity } = await on.call('Query', {
      TableName: withIndexes,
      IndexName: 'included',
      KeyConditionExpression: 'gpk = :g',
      ExpressionAttributeValues: { ':g': { S: 'g' } },
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(ConsumedCapacity).toMatchObject({
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { included: { CapacityUnits: 0.5 } },
    });
  });

  it('the projected bytes of an index', async () => {
    const all = query({
      TableName: withIndexes,
      IndexName: 'global',
      KeyConditionExpression: 'gpk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'g' } },
    });
    expect(await unitsOf(on, 'Query', { ...all, Limit: 3 })).toBe(2);
    expect(await unitsOf(on, 'Query', { ...all, Limit: 3, IndexName: 'included' })).toBe(0.5);
  });

  it('the entries of a local index when these suffice', async () => {
    const { ConsumedCapacity } = await on.call(
      'Query',
      query({ TableName: withIndexes, IndexName: 'local', ReturnConsumedCapacity: 'INDEXES' }),
    );
    expect(ConsumedCapacity.CapacityUnits).toBe(0.5);
    expect(ConsumedCapacity.LocalSecondaryIndexes).toEqual({ local: { CapacityUnits: 0.5 } });
  });

  it('a read of the table for each item that a local index lacks', async () => {
    const { ConsumedCapacity } = await on.call(
      'Query',
      query({
        TableName: withIndexes,
        IndexName: 'local',
        Select: 'ALL_ATTRIBUTES',
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
    expect(ConsumedCapacity.LocalSecondaryIndexes).toEqual({ local: { CapacityUnits: 0.5 } });
    expect(ConsumedCapacity.Table).toEqual({ CapacityUnits: 10 });
    expect(ConsumedCapacity.CapacityUnits).toBe(10.5);
  });
});
