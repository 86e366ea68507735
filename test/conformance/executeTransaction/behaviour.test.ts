import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { indexed, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  withIndexes = await on.table(indexed);
});

const statements = (...texts: string[]) => ({
  TransactStatements: texts.map((Statement) => ({ Statement })),
});
const run = (...texts: string[]) => on.call('ExecuteTransaction', statements(...texts));
const refused = (...texts: string[]) => on.refusal('ExecuteTransaction', statements(...texts));
const put = (pk: string, more: object = {}) =>
  on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, ...more } });
const get = async (pk: string): Promise<Output> =>
  (await on.call('GetItem', { TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true })).Item;
const codes = (error: Output): string[] => error.CancellationReasons.map(({ Code }: Output) => Code);

describe('ExecuteTransaction', () => {
  it('writes everything', async () => {
    await put('changed', { v: { N: '1' } });
    await put('deleted');
    await run(
      `INSERT INTO "${table}" VALUE {'pk': 'made'}`,
      `UPDATE "${table}" SET v = 2 WHERE pk = 'changed'`,
      `DELETE FROM "${table}" WHERE pk = 'deleted'`,
    );
    expect(await get('made')).toBeDefined();
    expect((await get('changed')).v).toEqual({ N: '2' });
    expect(await get('deleted')).toBeUndefined();
  });

  it('reads everything, in order', async () => {
    for (const pk of ['read-1', 'read-2']) await put(pk);
    const { Responses } = await run(
      ...['read-2', 'none', 'read-1'].map((pk) => `SELECT * FROM "${table}" WHERE pk = '${pk}'`),
    );
    expect(Responses.map(({ Item }: Output) => Item?.pk.S)).toEqual(['read-2', undefined, 'read-1']);
  });

  itUnlessLocal('duplicate-reason', 'writes nothing when an item is there already', async () => {
    await put('there');
    const error = await refused(
      `INSERT INTO "${table}" VALUE {'pk': 'not made'}`,
      `INSERT INTO "${table}" VALUE {'pk': 'there'}`,
    );
    expect(error.name).toBe('TransactionCanceledException');
    expect(codes(error)).toEqual(['None', 'DuplicateItem']);
    expect(await get('not made')).toBeUndefined();
  });

  it('writes nothing when a condition fails', async () => {
    await put('condition', { v: { N: '1' } });
    const error = await refused(
      `UPDATE "${table}" SET v = 2 WHERE pk = 'condition' AND v > 1`,
      `INSERT INTO "${table}" VALUE {'pk': 'not made either'}`,
    );
    expect(codes(error)).toEqual(['ConditionalCheckFailed', 'None']);
    expect(await get('not made either')).toBeUndefined();
  });

  it('checks that an item exists', async () => {
    const error = await refused(
      `EXISTS(SELECT * FROM "${table}" WHERE pk = 'nobody' AND v = 1)`,
      `INSERT INTO "${table}" VALUE {'pk': 'not made at all'}`,
    );
    expect(codes(error)).toEqual(['ConditionalCheckFailed', 'None']);
  });

  it('with a token twice is done once', async () => {
    await put('token', { n: { N: '0' } });
    const request = {
      ...statements(`UPDATE "${table}" SET n = n + 1 WHERE pk = 'token'`),
      ClientRequestToken: 'token-of-statements-1',
    };
    await on.call('ExecuteTransaction', request);
    await on.call('ExecuteTransaction', request);
    expect((await get('token')).n).toEqual({ N: '1' });
  });

  itUnlessLocal('partiql-no-capacity', 'consumes double', async () => {
    const { ConsumedCapacity } = await on.call('ExecuteTransaction', {
      ...statements(`INSERT INTO "${table}" VALUE {'pk': 'capacity'}`),
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity[0].CapacityUnits).toBe(2);
  });
});

describe('ExecuteTransaction refuses', () => {
  it('no statement', async () => {
    expectRefusal(await refused(), /length greater than or equal to 1/, { local: 'no-transact-statements' });
  });

  it('reads and writes together', async () => {
    const error = await refused(
      `SELECT * FROM "${table}" WHERE pk = 'a'`,
      `INSERT INTO "${table}" VALUE {'pk': 'mixed'}`,
    );
    expectRefusal(error, /./);
    expect(await get('mixed')).toBeUndefined();
  });

  it('two statements on one item', async () => {
    await put('twice');
    const error = await refused(
      `UPDATE "${table}" SET v = 1 WHERE pk = 'twice'`,
      `DELETE FROM "${table}" WHERE pk = 'twice'`,
    );
    expectRefusal(error, /Transaction request cannot include multiple operations on one item/);
  });

  it('a RETURNING clause', async () => {
    await put('returning', { v: { N: '1' } });
    const error = await refused(`UPDATE "${table}" SET v = 2 WHERE pk = 'returning' RETURNING ALL NEW *`);
    expectRefusal(error, /RETURNING clause is not supported in ExecuteTransaction/);
    expect((await get('returning')).v).toEqual({ N: '1' });
  });

  it('a read of an index', async () => {
    const error = await refused(`SELECT * FROM "${withIndexes}"."global" WHERE gpk = 'a' AND gsk = 1`);
    expectRefusal(error, /Reads on indices are not supported within transactions/);
  });

  it('a table that does not exist', async () => {
    const error = await refused(`INSERT INTO "NoSuchTable" VALUE {'pk': 'a'}`);
    expectRefusal(error, /^Requested resource not found$/, { name: 'ResourceNotFoundException' });
  });
});
