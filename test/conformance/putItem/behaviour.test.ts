import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let sorted: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  sorted = await on.table(composite);
});

const put = (Item: object, more: object = {}) => on.call('PutItem', { TableName: table, Item, ...more });
const get = async (pk: string) =>
  (await on.call('GetItem', { TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true })).Item;

/** Every attribute type comes back as it was written. */
const VALUES: Record<string, object> = {
  string: { S: 'text' },
  'empty string': { S: '' },
  'string outside the BMP': { S: 'a𝒳é' },
  number: { N: '12.5' },
  'negative number': { N: '-7' },
  zero: { N: '0' },
  binary: { B: new Uint8Array([0, 255, 7]) },
  'empty binary': { B: new Uint8Array(0) },
  true: { BOOL: true },
  false: { BOOL: false },
  null: { NULL: true },
  'empty list': { L: [] },
  'mixed list': { L: [{ S: 'a' }, { N: '1' }, { L: [{ BOOL: true }] }] },
  'empty map': { M: {} },
  'nested map': { M: { a: { M: { b: { S: 'c' } } } } },
};

describe('PutItem', () => {
  for (const [name, value] of Object.entries(VALUES)) {
    it(`keeps a value: ${name}`, async () => {
      await put({ pk: { S: `value ${name}` }, v: value });
      expect(await get(`value ${name}`)).toEqual({ pk: { S: `value ${name}` }, v: value });
    });
  }

  for (const [type, members] of Object.entries({
    SS: ['b', 'a', 'é'],
    NS: ['3', '-1', '2.5'],
  })) {
    it(`keeps a set of type ${type}, in whatever order`, async () => {
      await put({ pk: { S: type }, v: { [type]: members } });
      const item = await get(type);
      expect([...item.v[type]].sort()).toEqual([...members].sort());
    });
  }

  it('keeps a set of binary values', async () => {
    const members = [new Uint8Array([2]), new Uint8Array([1, 3])];
    await put({ pk: { S: 'BS' }, v: { BS: members } });
    const { v } = await get('BS');
    expect(v.BS.map((bytes: Uint8Array) => [...bytes].join()).sort()).toEqual(['1,3', '2']);
  });

  it('replaces the whole item', async () => {
    await put({ pk: { S: 'replace' }, a: { S: '1' }, b: { S: '2' } });
    await put({ pk: { S: 'replace' }, a: { S: '3' } });
    expect(await get('replace')).toEqual({ pk: { S: 'replace' }, a: { S: '3' } });
  });

  it('returns nothing by default', async () => {
    expect(await put({ pk: { S: 'nothing' } })).toEqual({});
    expect(await put({ pk: { S: 'nothing' }, a: { S: 'x' } })).toEqual({});
  });

  it('returns the old item with ALL_OLD', async () => {
    await put({ pk: { S: 'old' }, a: { N: '1' } });
    const { Attributes } = await put({ pk: { S: 'old' }, a: { N: '2' } }, { ReturnValues: 'ALL_OLD' });
    expect(Attributes).toEqual({ pk: { S: 'old' }, a: { N: '1' } });
  });

  it('returns no Attributes with ALL_OLD when there was no item', async () => {
    expect(await put({ pk: { S: 'new with ALL_OLD' } }, { ReturnValues: 'ALL_OLD' })).toEqual({});
  });

  it('tells items with the same partition key apart by sort key', async () => {
    for (const sk of ['1', '2']) {
      await on.call('PutItem', { TableName: sorted, Item: { pk: { S: 'p' }, sk: { S: sk }, v: { S: sk } } });
    }
    const { Item } = await on.call('GetItem', { TableName: sorted, Key: { pk: { S: 'p' }, sk: { S: '1' } } });
    expect(Item.v).toEqual({ S: '1' });
  });

  it('refuses ReturnValues other than NONE and ALL_OLD', async () => {
    const error = await on.refusal('PutItem', {
      TableName: table,
      Item: { pk: { S: 'a' } },
      ReturnValues: 'ALL_NEW',
    });
    expect(error).toMatchObject({ name: 'ValidationException' });
    expectRefusal(error, /ReturnValues can only be ALL_OLD or NONE/, { local: 'return-values' });
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('PutItem', { TableName: 'NoSuchTable', Item: { pk: { S: 'a' } } });
    expect(error.name).toBe('ResourceNotFoundException');
    expectRefusal(error, /^Requested resource not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });
});
