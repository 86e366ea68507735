import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { keyOf, sized, unitsOf } from '../items.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
});

const get = (pk: string, more: object = {}) =>
  unitsOf(on, 'GetItem', { TableName: table, Key: keyOf(pk), ...more });

describe('GetItem consumes', () => {
  const sizes: [number, number, number][] = [
    [100, 0.5, 1],
    [4096, 0.5, 1],
    [4097, 1, 2],
    [8192, 1, 2],
    [9000, 1.5, 3],
    [409_600, 50, 100],
  ];
  for (const [bytes, eventual, strong] of sizes) {
    it(`${eventual} for ${bytes} bytes, ${strong} with a consistent read`, async () => {
      const pk = `r${bytes}`;
      await on.call('PutItem', { TableName: table, Item: sized(pk, bytes) });
      expect(await get(pk)).toBe(eventual);
      expect(await get(pk, { ConsistentRead: true })).toBe(strong);
    });
  }

  it('the least for an item that is not there', async () => {
    expect(await get('nobody')).toBe(0.5);
    expect(await get('nobody', { ConsistentRead: true })).toBe(1);
  });

  it('for the whole item under a projection', async () => {
    await on.call('PutItem', { TableName: table, Item: sized('projected', 5000) });
    expect(await get('projected', { ProjectionExpression: 'pk' })).toBe(1);
  });

  it('on the arm of the table with INDEXES', async () => {
    const { ConsumedCapacity } = await on.call('GetItem', {
      TableName: table,
      Key: keyOf('nobody'),
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(ConsumedCapacity).toMatchObject({ CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } });
  });
});
