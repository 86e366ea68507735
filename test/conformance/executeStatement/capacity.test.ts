import { beforeAll, describe, expect } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';
import { sized, unitsOf } from '../items.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  for (let i = 0; i < 10; i += 1) {
    await on.call('PutItem', { TableName: table, Item: sized('sum', 1000, `${i}`) });
  }
});

const units = (Statement: string, more: object = {}) =>
  unitsOf(on, 'ExecuteStatement', { Statement, ...more });

describe('ExecuteStatement consumes', () => {
  itUnlessLocal('partiql-no-capacity', 'as a Query does', async () => {
    const Statement = `SELECT * FROM "${table}" WHERE pk = 'sum'`;
    expect(await units(Statement)).toBe(1.5);
    expect(await units(Statement, { ConsistentRead: true })).toBe(3);
  });

  itUnlessLocal('partiql-no-capacity', 'as a Scan does without a key', async () => {
    expect(await units(`SELECT * FROM "${table}" WHERE absent = 1`)).toBe(1.5);
  });

  itUnlessLocal('partiql-no-capacity', 'as a write does', async () => {
    expect(await units(`INSERT INTO "${table}" VALUE {'pk': 'i', 'sk': 's'}`)).toBe(1);
    expect(
      await units(`UPDATE "${table}" SET a = ? WHERE pk = 'i' AND sk = 's'`, {
        Parameters: [{ S: 'x'.repeat(1500) }],
      }),
    ).toBe(2);
    expect(await units(`DELETE FROM "${table}" WHERE pk = 'i' AND sk = 's'`)).toBe(2);
  });
});
