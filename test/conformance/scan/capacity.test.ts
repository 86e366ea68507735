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
    await on.call('PutItem', { TableName: table, Item: sized(`scanned-${i}`, 1000) });
    const Item = { ...keyOf(`scanned-${i}`), gpk: { S: `${i}` }, v: { S: 'x'.repeat(4200) } };
    await on.call('PutItem', { TableName: withIndexes, Item });
  }
});

const scan = (more: object = {}) => unitsOf(on, 'Scan', { TableName: table, ...more });

describe('Scan consumes', () => {
  it('the sum of the bytes, rounded once', async () => {
    expect(await scan()).toBe(1.5);
    expect(await scan({ ConsistentRead: true })).toBe(3);
  });

  it('what it evaluates, not what the filter leaves', async () => {
    expect(await scan({ FilterExpression: 'attribute_exists(nothing)' })).toBe(1.5);
  });

  it('whole items under a projection and when it only counts', async () => {
    expect(await scan({ ProjectionExpression: 'pk' })).toBe(1.5);
    expect(await scan({ Select: 'COUNT' })).toBe(1.5);
  });

  it('only what the page evaluates', async () => {
    expect(await scan({ Limit: 4 })).toBe(0.5);
    expect(await scan({ Limit: 5 })).toBe(1);
  });

  itUnlessLocal('scan-index-whole', 'the projected bytes of an index, on its arm', async () => {
    const { ConsumedCapacity } = await on.call('Scan', {
      TableName: withIndexes,
      IndexName: 'included',
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(ConsumedCapacity.CapacityUnits).toBe(0.5);
    expect(ConsumedCapacity.GlobalSecondaryIndexes).toEqual({ included: { CapacityUnits: 0.5 } });
  });
});
