import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { binary, composite, numeric, simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const put = (TableName: string, Item: object) => on.call('PutItem', { TableName, Item });
const get = (TableName: string, Key: object, more: object = {}) =>
  on.call('GetItem', { TableName, Key, ...more });

describe('GetItem', () => {
  it('gives no Item when there is none', async () => {
    expect(await get(await on.table(simple), { pk: { S: 'none' } })).toEqual({});
  });

  for (const ConsistentRead of [true, false, undefined]) {
    it(`reads what was written, with ConsistentRead ${ConsistentRead}`, async () => {
      const table = await on.table(simple);
      const Item = { pk: { S: 'a' }, v: { N: '1' } };
      await put(table, Item);
      expect(await get(table, { pk: { S: 'a' } }, { ConsistentRead })).toEqual({ Item });
    });
  }

  it('needs the sort key to tell items apart', async () => {
    const table = await on.table(composite);
    for (const sk of ['1', '2']) await put(table, { pk: { S: 'p' }, sk: { S: sk } });
    expect((await get(table, { pk: { S: 'p' }, sk: { S: '2' } })).Item.sk).toEqual({ S: '2' });
    expect((await get(table, { pk: { S: 'p' }, sk: { S: '3' } })).Item).toBeUndefined();
  });

  it('tells keys apart by case and by normal form of Unicode', async () => {
    const table = await on.table(simple);
    for (const pk of ['a', 'A', '\u00e9', 'e\u0301']) await put(table, { pk: { S: pk }, v: { S: pk } });
    for (const pk of ['a', 'A', '\u00e9', 'e\u0301']) {
      expect((await get(table, { pk: { S: pk } })).Item.v).toEqual({ S: pk });
    }
  });

  it('finds a number key by its value', async () => {
    const table = await on.table(numeric);
    await put(table, { pk: { S: 'p' }, sk: { N: '100' } });
    expect((await get(table, { pk: { S: 'p' }, sk: { N: '1.00E2' } })).Item.sk).toEqual({ N: '100' });
  });

  it('finds a binary key by its bytes', async () => {
    const table = await on.table(binary);
    const sk = { B: new Uint8Array([0, 255]) };
    await put(table, { pk: { S: 'p' }, sk });
    expect((await get(table, { pk: { S: 'p' }, sk })).Item.sk).toEqual(sk);
  });
});
