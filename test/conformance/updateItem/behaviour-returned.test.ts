import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { itOn, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'returned' } };
const BEFORE = {
  ...Key,
  n: { N: '1' },
  m: { M: { x: { N: '1' }, y: { N: '2' } } },
  l: { L: [{ N: '0' }, { N: '1' }, { N: '2' }] },
  s: { SS: ['a'] },
  same: { S: 'same' },
};

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const VALUE = { ':v': { N: '9' } };
async function returned(ReturnValues: string, UpdateExpression: string, values?: object): Promise<Output> {
  await on.call('PutItem', { TableName: table, Item: BEFORE });
  const { Attributes } = await on.call('UpdateItem', {
    TableName: table,
    Key,
    UpdateExpression,
    ExpressionAttributeValues: values,
    ReturnValues,
  });
  return Attributes ?? {};
}

/** An update, what UPDATED_OLD and what UPDATED_NEW give of it. Only the paths that it names come back. */
const UPDATES: [string, object | undefined, object, object, LocalDifferenceId?][] = [
  ['SET n = :v', VALUE, { n: { N: '1' } }, { n: { N: '9' } }],
  ['SET n = :v, added = :v', VALUE, { n: { N: '1' } }, { n: { N: '9' }, added: { N: '9' } }],
  ['SET n = n', undefined, { n: { N: '1' } }, { n: { N: '1' } }],
  ['REMOVE n', undefined, { n: { N: '1' } }, {}],
  ['REMOVE absent', undefined, {}, {}],
  ['ADD n :v', VALUE, { n: { N: '1' } }, { n: { N: '10' } }],
  ['ADD s :s', { ':s': { SS: ['b'] } }, { s: { SS: ['a'] } }, { s: { SS: ['a', 'b'] } }],
  ['DELETE s :s', { ':s': { SS: ['a'] } }, { s: { SS: ['a'] } }, {}],
  ['SET m.x = :v', VALUE, { m: { M: { x: { N: '1' } } } }, { m: { M: { x: { N: '9' } } } }, 'updated-whole'],
  ['SET m.z = :v', VALUE, {}, { m: { M: { z: { N: '9' } } } }, 'updated-whole'],
  [
    'SET m.x = :v, m.z = :v',
    VALUE,
    { m: { M: { x: { N: '1' } } } },
    { m: { M: { x: { N: '9' }, z: { N: '9' } } } },
    'updated-whole',
  ],
  ['SET l[1] = :v', VALUE, { l: { L: [{ N: '1' }] } }, { l: { L: [{ N: '9' }] } }, 'updated-whole'],
];

describe('UpdateItem returns', () => {
  for (const [expression, values, old, updated, local] of UPDATES) {
    itOn(local, `UPDATED_OLD and UPDATED_NEW of ${expression}`, async () => {
      expect(await returned('UPDATED_OLD', expression, values)).toEqual(old);
      expect(await returned('UPDATED_NEW', expression, values)).toEqual(updated);
    });
  }

  it('the whole item with ALL_OLD and ALL_NEW, also of a nested path', async () => {
    expect(await returned('ALL_OLD', 'SET m.x = :v', VALUE)).toEqual(BEFORE);
    const after = { ...BEFORE, m: { M: { x: { N: '9' }, y: { N: '2' } } } };
    expect(await returned('ALL_NEW', 'SET m.x = :v', VALUE)).toEqual(after);
  });

  it('nothing with NONE', async () => {
    expect(await returned('NONE', 'SET n = :v', VALUE)).toEqual({});
  });
});

describe('UpdateItem of an item that is not there', () => {
  const gone = async (UpdateExpression: string, ExpressionAttributeValues?: object) => {
    const key = { pk: { S: `gone ${UpdateExpression}` } };
    await on.call('UpdateItem', { TableName: table, Key: key, UpdateExpression, ExpressionAttributeValues });
    return (await on.call('GetItem', { TableName: table, Key: key })).Item;
  };

  for (const [expression, values] of [
    ['REMOVE a', undefined],
    ['DELETE s :s', { ':s': { SS: ['a'] } }],
  ] as const) {
    itUnlessLocal('remove-makes', `makes none when it only takes away: ${expression}`, async () => {
      expect(await gone(expression, values)).toBeUndefined();
    });
  }

  itUnlessLocal('remove-path-error', 'takes the removal of a path', async () => {
    expect(await gone('REMOVE m.x')).toBeUndefined();
  });

  it('makes it when it also sets', async () => {
    expect(await gone('SET a = :v REMOVE b', VALUE)).toMatchObject({ a: { N: '9' } });
  });
});
