import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { indexed } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
});

const put = (Item: object) => on.call('PutItem', { TableName: table, Item });
const item = (pk: string, more: object = {}) => ({ pk: { S: pk }, sk: { S: 's' }, ...more });
const query = (IndexName: string, attribute: string, value: string, more: object = {}) =>
  on.call('Query', {
    TableName: table,
    IndexName,
    KeyConditionExpression: `${attribute} = :v`,
    ExpressionAttributeValues: { ':v': { S: value } },
    ...more,
  });

describe('a secondary index', () => {
  it('holds only items that have all its keys', async () => {
    await put(item('full', { gpk: { S: 'sparse' }, gsk: { N: '1' } }));
    await put(item('half', { gpk: { S: 'sparse' } }));
    await put(item('none'));
    expect((await query('global', 'gpk', 'sparse')).Items.map((found: Output) => found.pk.S)).toEqual([
      'full',
    ]);
    expect((await query('included', 'gpk', 'sparse')).Count).toBe(2);
  });

  it('follows an item that moves, and one that leaves', async () => {
    const key = { pk: { S: 'moving' }, sk: { S: 's' } };
    await put({ ...key, gpk: { S: 'from' }, gsk: { N: '1' } });
    const update = (UpdateExpression: string, ExpressionAttributeValues?: object) =>
      on.call('UpdateItem', { TableName: table, Key: key, UpdateExpression, ExpressionAttributeValues });
    await update('SET gpk = :to', { ':to': { S: 'to' } });
    expect((await query('global', 'gpk', 'from')).Count).toBe(0);
    expect((await query('global', 'gpk', 'to')).Count).toBe(1);
    await update('REMOVE gpk');
    expect((await query('global', 'gpk', 'to')).Count).toBe(0);
  });

  it('loses an item that is deleted', async () => {
    await put(item('deleted', { gpk: { S: 'deleted' }, gsk: { N: '1' } }));
    await on.call('DeleteItem', { TableName: table, Key: { pk: { S: 'deleted' }, sk: { S: 's' } } });
    expect((await query('global', 'gpk', 'deleted')).Count).toBe(0);
  });

  it('sorts by its own sort key', async () => {
    for (const n of ['10', '9', '-1'])
      await put(item(`sorted-${n}`, { gpk: { S: 'sorted' }, gsk: { N: n } }));
    const { Items } = await query('global', 'gpk', 'sorted');
    expect(Items.map((found: Output) => found.gsk.N)).toEqual(['-1', '9', '10']);
  });

  const whole = item('projected', {
    gpk: { S: 'projected' },
    gsk: { N: '1' },
    lsk: { S: 'l' },
    a: { S: 'a' },
    other: { S: 'o' },
  });

  it('with ALL projects everything', async () => {
    await put(whole);
    expect((await query('global', 'gpk', 'projected')).Items).toEqual([whole]);
  });

  it('with INCLUDE projects keys and what is included', async () => {
    await put(whole);
    const { other: _other, gsk: _gsk, lsk: _lsk, ...rest } = whole as Record<string, object>;
    expect((await query('included', 'gpk', 'projected')).Items).toEqual([rest]);
  });

  it('with KEYS_ONLY projects the keys of index and table', async () => {
    await put(whole);
    const { Items } = await query('local', 'pk', 'projected');
    expect(Items).toEqual([{ pk: { S: 'projected' }, sk: { S: 's' }, lsk: { S: 'l' } }]);
  });

  it('of the local kind fetches what it lacks from the table', async () => {
    await put(whole);
    const { Items } = await query('local', 'pk', 'projected', { Select: 'ALL_ATTRIBUTES' });
    expect(Items).toEqual([whole]);
  });

  it('of the global kind does not fetch from the table', async () => {
    const error = await on.refusal('Query', {
      TableName: table,
      IndexName: 'included',
      KeyConditionExpression: 'gpk = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
      Select: 'ALL_ATTRIBUTES',
    });
    expectRefusal(error, /Select type ALL_ATTRIBUTES is not supported for global secondary index/);
  });

  it('of the global kind has no consistent read', async () => {
    const error = await on.refusal('Query', {
      TableName: table,
      IndexName: 'global',
      KeyConditionExpression: 'gpk = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
      ConsistentRead: true,
    });
    expectRefusal(error, /Consistent reads are not supported on global secondary indexes/);
  });

  it('of the local kind has one', async () => {
    await put(whole);
    expect((await query('local', 'pk', 'projected', { ConsistentRead: true })).Count).toBe(1);
  });
});
