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

const put = (Item: object) => unitsOf(on, 'PutItem', { TableName: table, Item });

describe('PutItem consumes', () => {
  const sizes: [number, number][] = [
    [100, 1],
    [1024, 1],
    [1025, 2],
    [2048, 2],
    [2049, 3],
    [4000, 4],
    [409_600, 400],
  ];
  for (const [bytes, expected] of sizes) {
    it(`${expected} for an item of ${bytes} bytes`, async () => {
      expect(await put(sized(`w${bytes}`, bytes))).toBe(expected);
    });
  }

  it('the larger of old and new image, when the item shrinks', async () => {
    await put(sized('shrink', 3000));
    expect(await put(sized('shrink', 100))).toBe(3);
  });

  it('the larger of old and new image, when the item grows', async () => {
    await put(sized('grow', 100));
    expect(await put(sized('grow', 3000))).toBe(3);
  });

  it('the whole item again when nothing changes', async () => {
    await put(sized('same', 3000));
    expect(await put(sized('same', 3000))).toBe(3);
  });
});

describe('PutItem on a table with indexes consumes', () => {
  const write = async (Item: object) =>
    (await on.call('PutItem', { TableName: withIndexes, Item, ReturnConsumedCapacity: 'INDEXES' }))
      .ConsumedCapacity;
  const entry = (pk: string, more: object) => ({ ...keyOf(pk), ...more });
  const whole = { gpk: { S: 'g' }, gsk: { N: '1' }, lsk: { S: 'l' }, a: { S: 'a' }, other: { S: 'o' } };
  const one = { CapacityUnits: 1 };
  const two = { CapacityUnits: 2 };

  it('one in each index that takes a new item', async () => {
    const capacity = await write(entry('new', whole));
    expect(capacity.CapacityUnits).toBe(4);
    expect(capacity.Table).toEqual(one);
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: one, included: one });
    expect(capacity.LocalSecondaryIndexes).toEqual({ local: one });
  });

  it('nothing in an index that the item is not in', async () => {
    const capacity = await write(entry('sparse', { other: { S: 'o' } }));
    expect(capacity.CapacityUnits).toBe(1);
    expect(capacity.GlobalSecondaryIndexes ?? {}).toEqual({});
    expect(capacity.LocalSecondaryIndexes ?? {}).toEqual({});
  });

  it('nothing in any index for the same item again', async () => {
    await write(entry('same', whole));
    expect((await write(entry('same', whole))).CapacityUnits).toBe(1);
  });

  it('one in each index that has the attribute that changes', async () => {
    await write(entry('projected', whole));
    const capacity = await write(entry('projected', { ...whole, a: { S: 'b' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: one, included: one });
    expect(capacity.LocalSecondaryIndexes ?? {}).toEqual({});
  });

  it('one only where all are projected, for a change of another attribute', async () => {
    await write(entry('not projected', whole));
    const capacity = await write(entry('not projected', { ...whole, other: { S: 'p' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: one });
  });

  it('two where the index key changes: a delete and an insert', async () => {
    await write(entry('moved', whole));
    const capacity = await write(entry('moved', { ...whole, gpk: { S: 'h' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: two, included: two });
  });

  it('two in a local index whose sort key changes', async () => {
    await write(entry('moved local', whole));
    const capacity = await write(entry('moved local', { ...whole, lsk: { S: 'm' } }));
    expect(capacity.LocalSecondaryIndexes).toEqual({ local: two });
  });

  it('one in each index that the item leaves', async () => {
    await write(entry('left', whole));
    const { gpk: _gpk, ...rest } = whole;
    const capacity = await write(entry('left', rest));
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: one, included: one });
  });

  it('by the bytes that are projected, not by those of the item', async () => {
    const capacity = await write(entry('large', { ...whole, other: { S: 'x'.repeat(2500) } }));
    expect(capacity.Table).toEqual({ CapacityUnits: 3 });
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: { CapacityUnits: 3 }, included: one });
    expect(capacity.LocalSecondaryIndexes).toEqual({ local: one });
    expect(capacity.CapacityUnits).toBe(8);
  });
});

describe('ReturnConsumedCapacity', () => {
  it('TOTAL has no arms', async () => {
    const { ConsumedCapacity } = await on.call('PutItem', {
      TableName: withIndexes,
      Item: { ...keyOf('arms'), gpk: { S: 'g' } },
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity).toEqual({ TableName: withIndexes, CapacityUnits: 2 });
  });

  it('INDEXES of a table without indexes has the arm of the table', async () => {
    const { ConsumedCapacity } = await on.call('PutItem', {
      TableName: table,
      Item: keyOf('arms'),
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(ConsumedCapacity).toMatchObject({ CapacityUnits: 1, Table: { CapacityUnits: 1 } });
  });

  for (const ReturnConsumedCapacity of ['NONE', undefined]) {
    it(`${ReturnConsumedCapacity} gives nothing`, async () => {
      const reply = await on.call('PutItem', { TableName: table, Item: keyOf('n'), ReturnConsumedCapacity });
      expect(reply).toEqual({});
    });
  }
});
