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

const put = (TableName: string, Item: object) => on.call('PutItem', { TableName, Item });
const update = (pk: string, UpdateExpression: string, ExpressionAttributeValues?: object) => ({
  TableName: table,
  Key: keyOf(pk),
  UpdateExpression,
  ExpressionAttributeValues,
});

describe('UpdateItem consumes', () => {
  it('the whole item for a small change of a large one', async () => {
    await put(table, sized('large', 3500));
    expect(await unitsOf(on, 'UpdateItem', update('large', 'SET n = :n', { ':n': { N: '1' } }))).toBe(4);
  });

  it('the larger image when it shrinks the item', async () => {
    await put(table, sized('shrinks', 3000));
    expect(await unitsOf(on, 'UpdateItem', update('shrinks', 'REMOVE v'))).toBe(3);
  });

  it('the larger image when it grows the item', async () => {
    const grow = update('grows', 'SET v = :v', { ':v': { S: 'x'.repeat(3000) } });
    expect(await unitsOf(on, 'UpdateItem', grow)).toBe(3);
  });

  it('one for a small item that it makes', async () => {
    expect(await unitsOf(on, 'UpdateItem', update('makes', 'SET n = :n', { ':n': { N: '1' } }))).toBe(1);
  });

  const whole = { gpk: { S: 'g' }, gsk: { N: '1' }, lsk: { S: 'l' }, a: { S: 'a' }, other: { S: 'o' } };
  const one = { CapacityUnits: 1 };
  const two = { CapacityUnits: 2 };
  const cases: [string, string, object | undefined, object, object][] = [
    ['an attribute that both have', 'SET a = :v', { ':v': { S: 'b' } }, { global: one, included: one }, {}],
    ['an attribute that one has', 'SET elsewhere = :v', { ':v': { S: 'b' } }, { global: one }, {}],
    ['the sort key of one', 'SET gsk = :v', { ':v': { N: '2' } }, { global: two }, {}],
    ['the partition key of both', 'SET gpk = :v', { ':v': { S: 'h' } }, { global: two, included: two }, {}],
    ['away the key of one', 'REMOVE gsk', undefined, { global: one }, {}],
    ['the local sort key', 'SET lsk = :v', { ':v': { S: 'm' } }, { global: one }, { local: two }],
    ['away the local sort key', 'REMOVE lsk', undefined, { global: one }, { local: one }],
    ['an attribute to what it is', 'SET a = :v', { ':v': { S: 'a' } }, {}, {}],
  ];
  for (const [name, UpdateExpression, values, global, local] of cases) {
    it(`index units when it sets ${name}`, async () => {
      await put(withIndexes, { ...keyOf(name), ...whole });
      const { ConsumedCapacity } = await on.call('UpdateItem', {
        ...update(name, UpdateExpression, values),
        TableName: withIndexes,
        ReturnConsumedCapacity: 'INDEXES',
      });
      expect(ConsumedCapacity.Table).toEqual(one);
      expect(ConsumedCapacity.GlobalSecondaryIndexes ?? {}).toEqual(global);
      expect(ConsumedCapacity.LocalSecondaryIndexes ?? {}).toEqual(local);
    });
  }
});
