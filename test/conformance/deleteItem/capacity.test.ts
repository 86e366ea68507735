import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { keyOf, sized, unitsOf } from '../items.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
});

describe('DeleteItem consumes', () => {
  for (const [bytes, expected] of [
    [100, 1],
    [1024, 1],
    [1025, 2],
    [2500, 3],
  ] as const) {
    it(`${expected} for an item of ${bytes} bytes`, async () => {
      await on.call('PutItem', { TableName: table, Item: sized(`d${bytes}`, bytes) });
      expect(await unitsOf(on, 'DeleteItem', { TableName: table, Key: keyOf(`d${bytes}`) })).toBe(expected);
    });
  }

  it('one for an item that is not there', async () => {
    expect(await unitsOf(on, 'DeleteItem', { TableName: table, Key: keyOf('never') })).toBe(1);
  });

  it('one in each index that the item was in', async () => {
    const Item = { ...keyOf('indexed'), gpk: { S: 'g' }, lsk: { S: 'l' } };
    await on.call('PutItem', { TableName: withIndexes, Item });
    const { ConsumedCapacity } = await on.call('DeleteItem', {
      TableName: withIndexes,
      Key: keyOf('indexed'),
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(ConsumedCapacity).toMatchObject({
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { included: { CapacityUnits: 1 } },
      LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
    });
    expect(Object.keys(ConsumedCapacity.GlobalSecondaryIndexes)).toEqual(['included']);
  });
});
