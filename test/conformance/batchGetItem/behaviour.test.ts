import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let other: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  other = await on.table(composite);
  for (let i = 0; i < 5; i += 1) {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: `${i}` }, v: { N: `${i}` } } });
  }
  await on.call('PutItem', { TableName: other, Item: { pk: { S: 'p' }, sk: { S: 's' } } });
});

const key = (pk: string) => ({ pk: { S: pk } });
const get = (RequestItems: object, more: object = {}) => on.call('BatchGetItem', { RequestItems, ...more });
const found = (items: Output[]): string[] => items.map((item) => item.pk.S).sort();

describe('BatchGetItem', () => {
  it('finds what there is and leaves out what there is not', async () => {
    const { Responses, UnprocessedKeys } = await get({
      [table]: { Keys: [key('1'), key('none'), key('3')] },
    });
    expect(found(Responses[table])).toEqual(['1', '3']);
    expect(UnprocessedKeys).toEqual({});
  });

  it('reaches several tables', async () => {
    const { Responses } = await get({
      [table]: { Keys: [key('0')] },
      [other]: { Keys: [{ pk: { S: 'p' }, sk: { S: 's' } }] },
    });
    expect([Responses[table].length, Responses[other].length]).toEqual([1, 1]);
  });

  it('gives an empty list for a table in which nothing was found', async () => {
    const { Responses } = await get({ [table]: { Keys: [key('none')] } });
    expect(Responses).toEqual({ [table]: [] });
  });

  it('projects', async () => {
    const { Responses } = await get({ [table]: { Keys: [key('2')], ProjectionExpression: 'v' } });
    expect(Responses[table]).toEqual([{ v: { N: '2' } }]);
  });

  it('refuses a key twice', async () => {
    const error = await on.refusal('BatchGetItem', {
      RequestItems: { [table]: { Keys: [key('1'), key('1')] } },
    });
    expectRefusal(error, /Provided list of item keys contains duplicates/);
  });

  it('refuses more than 100 keys', async () => {
    const Keys = Array.from({ length: 101 }, (_, i) => key(`${i}`));
    const error = await on.refusal('BatchGetItem', { RequestItems: { [table]: { Keys } } });
    expectRefusal(error, /(Too many items requested for the BatchGetItem call|less than or equal to 100)/);
  });

  it('takes 100 keys', async () => {
    const Keys = Array.from({ length: 100 }, (_, i) => key(`${i}`));
    expect((await get({ [table]: { Keys } })).Responses[table]).toHaveLength(5);
  });

  it('refuses no table at all', async () => {
    const error = await on.refusal('BatchGetItem', { RequestItems: {} });
    expectRefusal(error, /(length greater than or equal to 1|requestItems parameter is required)/i, {
      local: 'no-request-items',
    });
  });

  it('refuses a key that does not fit the table', async () => {
    const error = await on.refusal('BatchGetItem', {
      RequestItems: { [table]: { Keys: [{ other: { S: 'x' } }] } },
    });
    expectRefusal(error, /^The provided key element does not match the schema$/, { local: 'key-missing' });
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('BatchGetItem', { RequestItems: { NoSuchTable: { Keys: [key('1')] } } });
    expect(error.name).toBe('ResourceNotFoundException');
  });
});
