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

const put = (Item: object) => ({ PutRequest: { Item } });
const remove = (Key: object) => ({ DeleteRequest: { Key } });
const consumed = async (RequestItems: object, ReturnConsumedCapacity = 'TOTAL'): Promise<Output[]> =>
  (await on.call('BatchWriteItem', { RequestItems, ReturnConsumedCapacity })).ConsumedCapacity;

describe('BatchWriteItem consumes', () => {
  it('the sum of its writes', async () => {
    const capacity = await consumed({ [table]: [put(sized('b1', 100)), put(sized('b2', 1500))] });
    expect(capacity).toEqual([{ TableName: table, CapacityUnits: 3 }]);
  });

  it('what a delete finds', async () => {
    await consumed({ [table]: [put(sized('gone', 2500))] });
    const capacity = await consumed({ [table]: [remove(keyOf('gone'))] });
    expect(capacity).toEqual([{ TableName: table, CapacityUnits: 3 }]);
  });

  itUnlessLocal('batch-delete-double', 'one for a delete that finds nothing', async () => {
    const [capacity] = await consumed({ [table]: [remove(keyOf('never'))] });
    expect(capacity.CapacityUnits).toBe(1);
  });

  it('the larger image of an item that it replaces', async () => {
    await consumed({ [table]: [put(sized('replaced', 2500))] });
    const capacity = await consumed({ [table]: [put(sized('replaced', 100))] });
    expect(capacity).toEqual([{ TableName: table, CapacityUnits: 3 }]);
  });

  it('on an entry of its own for each table', async () => {
    const capacity = await consumed({
      [table]: [put(keyOf('both'))],
      [withIndexes]: [put(keyOf('both')), put(keyOf('both', 't'))],
    });
    const byTable = Object.fromEntries(capacity.map((each) => [each.TableName, each.CapacityUnits]));
    expect(byTable).toEqual({ [table]: 1, [withIndexes]: 2 });
  });

  it('on the arms of the indexes with INDEXES', async () => {
    const Items = ['1', '2'].map((sk) => ({ ...keyOf('arms', sk), gpk: { S: 'g' }, lsk: { S: 'l' } }));
    const capacity = await consumed({ [withIndexes]: Items.map(put) }, 'INDEXES');
    expect(capacity).toMatchObject([
      {
        CapacityUnits: 6,
        Table: { CapacityUnits: 2 },
        GlobalSecondaryIndexes: { included: { CapacityUnits: 2 } },
        LocalSecondaryIndexes: { local: { CapacityUnits: 2 } },
      },
    ]);
  });
});
