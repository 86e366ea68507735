import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { simple } from '../tables.ts';

let on: Endpoint;

beforeAll(async () => {
  on = await endpoint();
  for (const TableName of ['List-c', 'List-a', 'List-b']) {
    await on.call('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...simple });
  }
});

describe('ListTables', () => {
  it('lists every table, in order', async () => {
    expect(await on.call('ListTables', {})).toEqual({ TableNames: ['List-a', 'List-b', 'List-c'] });
  });

  it('goes page by page', async () => {
    const first = await on.call('ListTables', { Limit: 2 });
    expect(first).toEqual({ TableNames: ['List-a', 'List-b'], LastEvaluatedTableName: 'List-b' });
    const next = await on.call('ListTables', { Limit: 2, ExclusiveStartTableName: 'List-b' });
    expect(next).toEqual({ TableNames: ['List-c'] });
  });

  it('begins behind a name that no table has', async () => {
    const { TableNames } = await on.call('ListTables', { ExclusiveStartTableName: 'List-aa' });
    expect(TableNames).toEqual(['List-b', 'List-c']);
  });

  const refused: [string, object, RegExp, LocalDifferenceId?][] = [
    ['a Limit of zero', { Limit: 0 }, /greater than or equal to 1/],
    ['a Limit of 101', { Limit: 101 }, /less than or equal to 100/, 'list-limit'],
    [
      'a name that is none',
      { ExclusiveStartTableName: 'no name' },
      /'exclusiveStartTableName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
      'table-name',
    ],
  ];
  for (const [name, input, message, local] of refused) {
    it(`refuses ${name}`, async () => {
      expectRefusal(await on.refusal('ListTables', input), message, { local });
    });
  }
});
