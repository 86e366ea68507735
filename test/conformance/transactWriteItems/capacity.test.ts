import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { keyOf, sized } from '../items.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
});

const put = (Item: object, TableName = table) => ({ Put: { TableName, Item } });
const consumed = async (TransactItems: object[], more: object = {}): Promise<Output> => {
  const reply = await on.call('TransactWriteItems', {
    TransactItems,
    ReturnConsumedCapacity: 'TOTAL',
    ...more,
  });
  expect(reply.ConsumedCapacity).toHaveLength(1);
  return reply.ConsumedCapacity[0];
};

describe('TransactWriteItems consumes', () => {
  it('double for each write', async () => {
    const { CapacityUnits } = await consumed([put(sized('t1', 100)), put(sized('t2', 1500))]);
    expect(CapacityUnits).toBe(6);
  });

  it('double the larger image for an update and a delete', async () => {
    await on.call('PutItem', { TableName: table, Item: sized('update', 2500) });
    await on.call('PutItem', { TableName: table, Item: sized('delete', 1500) });
    const { CapacityUnits } = await consumed([
      { Update: { TableName: table, Key: keyOf('update'), UpdateExpression: 'REMOVE v' } },
      { Delete: { TableName: table, Key: keyOf('delete') } },
    ]);
    expect(CapacityUnits).toBe(6 + 4);
  });

  it('double for a condition check', async () => {
    await on.call('PutItem', { TableName: table, Item: sized('check', 500) });
    const { CapacityUnits } = await consumed([
      {
        ConditionCheck: {
          TableName: table,
          Key: keyOf('check'),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    ]);
    expect(CapacityUnits).toBe(2);
  });

  itUnlessLocal('transaction-unit-names', 'write units by name, and no read units', async () => {
    const { ReadCapacityUnits, WriteCapacityUnits } = await consumed([put(keyOf('named'))]);
    expect([ReadCapacityUnits, WriteCapacityUnits]).toEqual([undefined, 2]);
  });

  it('only what reading the items consumes when a token repeats it', async () => {
    const token = { ClientRequestToken: 'capacity-of-a-repeat' };
    const actions = [put(sized('repeat-1', 100)), put(sized('repeat-2', 5000))];
    expect((await consumed(actions, token)).CapacityUnits).toBe(2 + 10);
    expect((await consumed(actions, token)).CapacityUnits).toBe(2 + 4);
  });

  itUnlessLocal('transaction-unit-names', 'read units by name when a token repeats it', async () => {
    const token = { ClientRequestToken: 'names-of-a-repeat' };
    await consumed([put(keyOf('repeat'))], token);
    const { ReadCapacityUnits, WriteCapacityUnits } = await consumed([put(keyOf('repeat'))], token);
    expect([ReadCapacityUnits, WriteCapacityUnits]).toEqual([2, undefined]);
  });

  it('one entry for each table', async () => {
    const { ConsumedCapacity } = await on.call('TransactWriteItems', {
      TransactItems: [put(keyOf('tables')), put(keyOf('tables'), withIndexes)],
      ReturnConsumedCapacity: 'TOTAL',
    });
    const byTable = Object.fromEntries(
      ConsumedCapacity.map((each: Output) => [each.TableName, each.CapacityUnits]),
    );
    expect(byTable).toEqual({ [table]: 2, [withIndexes]: 2 });
  });

  itUnlessLocal('transaction-index-double', 'double on the table only, not on indexes', async () => {
    const Item = { ...keyOf('arms'), gpk: { S: 'g' }, lsk: { S: 'l' } };
    const capacity = await consumed([put(Item, withIndexes)], { ReturnConsumedCapacity: 'INDEXES' });
    expect(capacity.Table.CapacityUnits).toBe(2);
    expect(capacity.CapacityUnits).toBe(4);
    expect(capacity.GlobalSecondaryIndexes).toMatchObject({ included: { CapacityUnits: 1 } });
    expect(capacity.LocalSecondaryIndexes).toMatchObject({ local: { CapacityUnits: 1 } });
  });
});
