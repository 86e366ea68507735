import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  for (const pk of ['a', 'b']) {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, v: { S: pk } } });
  }
});

const run = async (statements: string[], more: object = {}): Promise<Output[]> => {
  const Statements = statements.map((Statement) => ({ Statement, ...more }));
  return (await on.call('BatchExecuteStatement', { Statements })).Responses;
};
const select = (pk: string) => `SELECT * FROM "${table}" WHERE pk = '${pk}'`;

describe('BatchExecuteStatement', () => {
  it('reads in order, with nothing for what is missing', async () => {
    const responses = await run([select('b'), select('none'), select('a')]);
    expect(responses.map(({ Item }) => Item?.v.S)).toEqual(['b', undefined, 'a']);
    expect(responses.map(({ TableName }) => TableName)).toEqual([table, table, table]);
  });

  it('writes', async () => {
    await run([
      `INSERT INTO "${table}" VALUE {'pk': 'new', 'v': 'new'}`,
      `UPDATE "${table}" SET v = 'changed' WHERE pk = 'a'`,
      `DELETE FROM "${table}" WHERE pk = 'b'`,
    ]);
    const values = await run([select('new'), select('a'), select('b')]);
    expect(values.map(({ Item }) => Item?.v.S)).toEqual(['new', 'changed', undefined]);
  });

  it('reports a fault in its place and carries out the others', async () => {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'there' } } });
    const responses = await run([
      `INSERT INTO "${table}" VALUE {'pk': 'there'}`,
      `INSERT INTO "${table}" VALUE {'pk': 'beside'}`,
    ]);
    expect(responses[0].Error.Code).toBe('DuplicateItem');
    expect(responses[1].Error).toBeUndefined();
    const { Item } = await on.call('GetItem', { TableName: table, Key: { pk: { S: 'beside' } } });
    expect(Item).toBeDefined();
  });

  it('reports a condition that fails', async () => {
    const [response] = await run([`UPDATE "${table}" SET v = 1 WHERE pk = 'nobody'`]);
    expect(response.Error.Code).toBe('ConditionalCheckFailed');
  });

  it('reports a table that does not exist', async () => {
    const [, response] = await run([select('a'), `SELECT * FROM "NoSuchTable" WHERE pk = 'a'`]);
    expect(response.Error.Code).toBe('ResourceNotFound');
  });

  it('reports what is no statement', async () => {
    const [bad, good] = await run([`SLECT * FROM "${table}" WHERE pk = 'a'`, select('a')]);
    expect(bad.Error.Code).toBe('ValidationError');
    expect(good.Error).toBeUndefined();
  });

  itUnlessLocal('partiql-batch-words', 'reports a read without the whole key', async () => {
    const [response] = await run([`SELECT * FROM "${table}" WHERE v = 'a'`]);
    expect(response.Error.Code).toBe('ValidationError');
    expect(response.Error.Message).toMatch(/must specify the primary key in the where clause/);
  });

  it('returns what a statement asks for', async () => {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'returned' }, v: { N: '1' } } });
    const [response] = await run([`DELETE FROM "${table}" WHERE pk = 'returned' RETURNING ALL OLD *`]);
    expect(response.Item).toEqual({ pk: { S: 'returned' }, v: { N: '1' } });
  });

  it('takes parameters', async () => {
    const Statement = `SELECT * FROM "${table}" WHERE pk = ?`;
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'by parameter' } } });
    const { Responses } = await on.call('BatchExecuteStatement', {
      Statements: [{ Statement, Parameters: [{ S: 'by parameter' }] }],
    });
    expect(Responses[0].Item).toEqual({ pk: { S: 'by parameter' } });
  });

  itUnlessLocal('partiql-no-capacity', 'consumes for each statement', async () => {
    const units = async (ConsistentRead: boolean) => {
      const { ConsumedCapacity } = await on.call('BatchExecuteStatement', {
        Statements: ['a', 'new'].map((pk) => ({ Statement: select(pk), ConsistentRead })),
        ReturnConsumedCapacity: 'TOTAL',
      });
      return ConsumedCapacity.reduce((sum: number, each: Output) => sum + each.CapacityUnits, 0);
    };
    expect([await units(false), await units(true)]).toEqual([1, 2]);
  });
});

describe('BatchExecuteStatement refuses', () => {
  it('no statement', async () => {
    const error = await on.refusal('BatchExecuteStatement', { Statements: [] });
    expectRefusal(error, /length greater than or equal to 1/, { local: 'no-statements' });
  });

  it('more than 25 statements', async () => {
    const Statements = Array.from({ length: 26 }, (_, i) => ({ Statement: select(`${i}`) }));
    const error = await on.refusal('BatchExecuteStatement', { Statements });
    expectRefusal(error, /less than or equal to 25/, { local: 'many-statements' });
  });
});
