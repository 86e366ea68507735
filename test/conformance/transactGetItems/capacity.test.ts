import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { keyOf, sized } from '../items.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  await on.call('PutItem', { TableName: table, Item: sized('small', 100) });
  await on.call('PutItem', { TableName: table, Item: sized('large', 4097) });
});

const consumed = async (pks: string[], ReturnConsumedCapacity = 'TOTAL'): Promise<Output> => {
  const { ConsumedCapacity } = await on.call('TransactGetItems', {
    TransactItems: pks.map((pk) => ({ Get: { TableName: table, Key: keyOf(pk) } })),
    ReturnConsumedCapacity,
  });
  return ConsumedCapacity[0];
};

describe('TransactGetItems consumes', () => {
  const cases: [string[], number][] = [
    [['small'], 2],
    [['large'], 4],
    [['small', 'large'], 6],
    [['nobody'], 2],
    [['small', 'nobody'], 4],
  ];
  for (const [pks, units] of cases) {
    it(`${units} for ${pks.join(' and ')}`, async () => {
      expect((await consumed(pks)).CapacityUnits).toBe(units);
    });
  }

  itUnlessLocal('transaction-unit-names', 'read units by name', async () => {
    const { ReadCapacityUnits, WriteCapacityUnits } = await consumed(['small']);
    expect([ReadCapacityUnits, WriteCapacityUnits]).toEqual([2, undefined]);
  });

  itUnlessLocal('transaction-unit-names', 'read units on the arm of the table with INDEXES', async () => {
    const { Table } = await consumed(['small'], 'INDEXES');
    expect([Table.ReadCapacityUnits, Table.WriteCapacityUnits]).toEqual([2, undefined]);
  });
});
