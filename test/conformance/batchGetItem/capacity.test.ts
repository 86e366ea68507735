import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { keyOf, sized } from '../items.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let other: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  other = await on.table(simple);
  for (let i = 0; i < 10; i += 1)
    await on.call('PutItem', { TableName: table, Item: sized('sum', 1000, `${i}`) });
  await on.call('PutItem', { TableName: table, Item: sized('large', 9000) });
  await on.call('PutItem', { TableName: other, Item: { pk: { S: 'a' } } });
});

const consumed = async (RequestItems: object, ReturnConsumedCapacity = 'TOTAL'): Promise<Output[]> =>
  (await on.call('BatchGetItem', { RequestItems, ReturnConsumedCapacity })).ConsumedCapacity;
const ten = Array.from({ length: 10 }, (_, i) => keyOf('sum', `${i}`));

describe('BatchGetItem consumes', () => {
  it('for each item by itself', async () => {
    const capacity = await consumed({ [table]: { Keys: ten } });
    expect(capacity).toEqual([{ TableName: table, CapacityUnits: 5 }]);
  });

  it('double for a consistent read', async () => {
    const [{ CapacityUnits }] = (await consumed({ [table]: { Keys: ten, ConsistentRead: true } })) as [
      Output,
    ];
    expect(CapacityUnits).toBe(10);
  });

  it('by size', async () => {
    const [{ CapacityUnits }] = (await consumed({
      [table]: { Keys: [keyOf('large'), keyOf('sum', '1')] },
    })) as [Output];
    expect(CapacityUnits).toBe(2);
  });

  itUnlessLocal('batch-get-free', 'the least for a key that finds nothing', async () => {
    const [{ CapacityUnits }] = (await consumed({
      [table]: { Keys: [keyOf('nobody'), keyOf('no one')] },
    })) as [Output];
    expect(CapacityUnits).toBe(1);
  });

  it('on an entry of its own for each table', async () => {
    const capacity = await consumed({ [table]: { Keys: ten }, [other]: { Keys: [{ pk: { S: 'a' } }] } });
    const byTable = Object.fromEntries(capacity.map((each) => [each.TableName, each.CapacityUnits]));
    expect(byTable).toEqual({ [table]: 5, [other]: 0.5 });
  });

  it('on the arm of the table with INDEXES', async () => {
    const capacity = await consumed({ [table]: { Keys: ten } }, 'INDEXES');
    expect(capacity).toMatchObject([{ CapacityUnits: 5, Table: { CapacityUnits: 5 } }]);
  });
});
