import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  for (const pk of ['a', 'b']) {
    await on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, v: { S: pk }, w: { N: '1' } } });
  }
});

const get = (pk: string, more: object = {}) => ({
  Get: { TableName: table, Key: { pk: { S: pk } }, ...more },
});

describe('TransactGetItems', () => {
  it('answers in the order of the request, with nothing for what is missing', async () => {
    const { Responses } = await on.call('TransactGetItems', {
      TransactItems: [get('b'), get('none'), get('a')],
    });
    expect(Responses.map((response: { Item?: { v: object } }) => response.Item?.v)).toEqual([
      { S: 'b' },
      undefined,
      { S: 'a' },
    ]);
  });

  it('projects', async () => {
    const { Responses } = await on.call('TransactGetItems', {
      TransactItems: [get('a', { ProjectionExpression: 'w' })],
    });
    expect(Responses).toEqual([{ Item: { w: { N: '1' } } }]);
  });

  it('refuses one item twice', async () => {
    const error = await on.refusal('TransactGetItems', { TransactItems: [get('a'), get('a')] });
    expectRefusal(error, /Transaction request cannot include multiple operations on one item/);
  });

  it('refuses more than 100 keys', async () => {
    const TransactItems = Array.from({ length: 101 }, (_, i) => get(`k${i}`));
    const error = await on.refusal('TransactGetItems', { TransactItems });
    expectRefusal(error, /Member must have length less than or equal to 100/);
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('TransactGetItems', {
      TransactItems: [{ Get: { TableName: 'NoSuchTable', Key: { pk: { S: 'a' } } } }],
    });
    expect(error.name).toBe('ResourceNotFoundException');
  });
});
