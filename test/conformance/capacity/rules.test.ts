import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
});

const key = (pk: string, sk = 's') => ({ pk: { S: pk }, sk: { S: sk } });
/** An item of so many bytes: names and values of pk, sk and v are counted. */
const sized = (pk: string, bytes: number, sk = 's') => ({
  ...key(pk, sk),
  v: { S: 'x'.repeat(bytes - 2 - pk.length - 2 - sk.length - 1) },
});
const units = async (operation: string, input: object): Promise<number> =>
  (await on.call(operation, { ...input, ReturnConsumedCapacity: 'TOTAL' })).ConsumedCapacity.CapacityUnits;
const put = (Item: object) => units('PutItem', { TableName: table, Item });

describe('write units of the table', () => {
  const sizes: [number, number][] = [
    [100, 1],
    [1024, 1],
    [1025, 2],
    [2048, 2],
    [4000, 4],
  ];
  for (const [bytes, expected] of sizes) {
    it(`an item of ${bytes} bytes consumes ${expected}`, async () => {
      expect(await put(sized(`w${bytes}`, bytes))).toBe(expected);
    });
  }

  it('the larger of old and new image counts', async () => {
    await put(sized('shrink', 3000));
    expect(await put(sized('shrink', 100))).toBe(3);
  });

  it('a delete costs what it deletes', async () => {
    await put(sized('delete', 2500));
    expect(await units('DeleteItem', { TableName: table, Key: key('delete') })).toBe(3);
  });

  it('a delete of nothing costs one', async () => {
    expect(await units('DeleteItem', { TableName: table, Key: key('never') })).toBe(1);
  });

  it('a small update of a large item costs the whole item', async () => {
    await put(sized('update', 3500));
    const update = {
      TableName: table,
      Key: key('update'),
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
    };
    expect(await units('UpdateItem', update)).toBe(4);
  });

  it('a transaction costs double', async () => {
    const { ConsumedCapacity } = await on.call('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: table, Item: sized('tx-1', 100) } },
        { Put: { TableName: table, Item: sized('tx-2', 1500) } },
      ],
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity[0].CapacityUnits).toBe(6);
  });

  it('a batch costs the sum of its items', async () => {
    const { ConsumedCapacity } = await on.call('BatchWriteItem', {
      RequestItems: {
        [table]: [{ PutRequest: { Item: sized('b1', 100) } }, { PutRequest: { Item: sized('b2', 1500) } }],
      },
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity[0].CapacityUnits).toBe(3);
  });
});

describe('read units of the table', () => {
  const sizes: [number, number, number][] = [
    [100, 0.5, 1],
    [4096, 0.5, 1],
    [4097, 1, 2],
    [9000, 1.5, 3],
  ];
  for (const [bytes, eventual, strong] of sizes) {
    it(`an item of ${bytes} bytes consumes ${eventual}, or ${strong} with a consistent read`, async () => {
      await put(sized(`r${bytes}`, bytes));
      const get = { TableName: table, Key: key(`r${bytes}`) };
      expect(await units('GetItem', get)).toBe(eventual);
      expect(await units('GetItem', { ...get, ConsistentRead: true })).toBe(strong);
    });
  }

  it('an item that is not there costs the least', async () => {
    expect(await units('GetItem', { TableName: table, Key: key('nobody') })).toBe(0.5);
  });

  it('a projection changes nothing', async () => {
    await put(sized('projected', 5000));
    expect(
      await units('GetItem', { TableName: table, Key: key('projected'), ProjectionExpression: 'pk' }),
    ).toBe(1);
  });

  it('a Query adds the bytes and rounds once', async () => {
    for (let i = 0; i < 10; i += 1) await put(sized('sum', 1000, `${i}`));
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'sum' } },
    };
    expect(await units('Query', query)).toBe(1.5);
    expect(await units('Query', { ...query, ConsistentRead: true })).toBe(3);
  });

  it('a filter changes nothing', async () => {
    const query = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: { ':pk': { S: 'sum' } },
    };
    expect(await units('Query', query)).toBe(1.5);
  });

  it('a batch rounds per item', async () => {
    const { ConsumedCapacity } = await on.call('BatchGetItem', {
      RequestItems: { [table]: { Keys: Array.from({ length: 10 }, (_, i) => key('sum', `${i}`)) } },
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity[0].CapacityUnits).toBe(5);
  });

  it('a transaction reads at double cost', async () => {
    const { ConsumedCapacity } = await on.call('TransactGetItems', {
      TransactItems: [{ Get: { TableName: table, Key: key('sum', '0') } }],
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity[0].CapacityUnits).toBe(2);
  });
});

describe('units of indexes', () => {
  const write = async (Item: object) =>
    (await on.call('PutItem', { TableName: withIndexes, Item, ReturnConsumedCapacity: 'INDEXES' }))
      .ConsumedCapacity;
  const entry = (pk: string, more: object) => ({ ...key(pk), ...more });
  const indexedItem = { gpk: { S: 'g' }, gsk: { N: '1' }, lsk: { S: 'l' }, a: { S: 'a' }, other: { S: 'o' } };

  it('a new item is written to each index that takes it', async () => {
    const capacity = await write(entry('new', indexedItem));
    expect(capacity.CapacityUnits).toBe(4);
    expect(capacity.Table).toEqual({ CapacityUnits: 1 });
    expect(capacity.GlobalSecondaryIndexes).toEqual({
      global: { CapacityUnits: 1 },
      included: { CapacityUnits: 1 },
    });
    expect(capacity.LocalSecondaryIndexes).toEqual({ local: { CapacityUnits: 1 } });
  });

  it('an item without index keys touches no index', async () => {
    const capacity = await write(entry('sparse', { other: { S: 'o' } }));
    expect(capacity.CapacityUnits).toBe(1);
    expect(capacity.GlobalSecondaryIndexes ?? {}).toEqual({});
  });

  it('the same item again touches no index', async () => {
    await write(entry('same', indexedItem));
    expect((await write(entry('same', indexedItem))).CapacityUnits).toBe(1);
  });

  it('a change of a projected attribute costs one in each index that has it', async () => {
    await write(entry('projected', indexedItem));
    const capacity = await write(entry('projected', { ...indexedItem, a: { S: 'b' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({
      global: { CapacityUnits: 1 },
      included: { CapacityUnits: 1 },
    });
    expect(capacity.LocalSecondaryIndexes ?? {}).toEqual({});
  });

  it('a change of another attribute costs only where all are projected', async () => {
    await write(entry('not projected', indexedItem));
    const capacity = await write(entry('not projected', { ...indexedItem, other: { S: 'p' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({ global: { CapacityUnits: 1 } });
  });

  it('a change of an index key is a delete and an insert', async () => {
    await write(entry('moved', indexedItem));
    const capacity = await write(entry('moved', { ...indexedItem, gpk: { S: 'h' } }));
    expect(capacity.GlobalSecondaryIndexes).toEqual({
      global: { CapacityUnits: 2 },
      included: { CapacityUnits: 2 },
    });
  });

  it('an item that leaves an index costs one there', async () => {
    await write(entry('left', indexedItem));
    const { gpk: _gpk, ...rest } = indexedItem;
    const capacity = await write(entry('left', rest));
    expect(capacity.GlobalSecondaryIndexes).toEqual({
      global: { CapacityUnits: 1 },
      included: { CapacityUnits: 1 },
    });
  });

  it('TOTAL has no arms and NONE nothing', async () => {
    const total = await on.call('PutItem', {
      TableName: withIndexes,
      Item: entry('arms', indexedItem),
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(Object.keys(total.ConsumedCapacity).sort()).toEqual(['CapacityUnits', 'TableName']);
    const none = await on.call('PutItem', { TableName: withIndexes, Item: entry('arms', indexedItem) });
    expect(none.ConsumedCapacity).toBeUndefined();
  });
});
