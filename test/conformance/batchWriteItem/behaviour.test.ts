import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const put = (pk: string, more: object = {}) => ({ PutRequest: { Item: { pk: { S: pk }, ...more } } });
const remove = (pk: string) => ({ DeleteRequest: { Key: { pk: { S: pk } } } });
const write = (...requests: object[]) => on.call('BatchWriteItem', { RequestItems: { [table]: requests } });
const refused = (...requests: object[]) =>
  on.refusal('BatchWriteItem', { RequestItems: { [table]: requests } });
const get = async (pk: string) =>
  (await on.call('GetItem', { TableName: table, Key: { pk: { S: pk } } })).Item;

describe('BatchWriteItem', () => {
  it('puts and deletes', async () => {
    await write(put('gone'));
    expect(await write(put('new'), remove('gone'))).toEqual({ UnprocessedItems: {} });
    expect(await get('new')).toBeDefined();
    expect(await get('gone')).toBeUndefined();
  });

  it('takes 25 writes and refuses 26', async () => {
    const requests = Array.from({ length: 26 }, (_, i) => put(`many-${i}`));
    expect(await write(...requests.slice(0, 25))).toEqual({ UnprocessedItems: {} });
    const error = await refused(...requests);
    expectRefusal(error, /(Too many items requested for the BatchWriteItem call|less than or equal to 25)/);
  });

  it('refuses two writes to one item', async () => {
    const error = await refused(put('twice'), remove('twice'));
    expectRefusal(error, /Provided list of item keys contains duplicates/);
  });

  it('refuses everything when one item is over 400 KB', async () => {
    const error = await refused(put('beside the big one'), put('big', { v: { S: 'x'.repeat(410_000) } }));
    expectRefusal(error, /Item size has exceeded the maximum allowed size/);
    expect(await get('beside the big one')).toBeUndefined();
  });

  it('refuses a request without a put or delete', async () => {
    expect((await refused({})).name).toBe('ValidationException');
  });

  it('refuses an item without its key', async () => {
    const error = await refused({ PutRequest: { Item: { other: { S: 'x' } } } });
    expectRefusal(error, /^The provided key element does not match the schema$/, { local: 'key-missing' });
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('BatchWriteItem', { RequestItems: { NoSuchTable: [put('a')] } });
    expect(error.name).toBe('ResourceNotFoundException');
  });
});
