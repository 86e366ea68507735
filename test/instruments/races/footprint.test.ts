import { expect, it } from 'vitest';
import { depend, footprintOf } from '../../../packages/instruments/src/races/footprint.ts';

const lookup = () => ({ logicalName: 'main', keys: ['pk', 'sk'] });
const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
const of = (operation: string, input: object) =>
  footprintOf({ operation, input: { TableName: 't', ...input } }, lookup);

const get = (pk: string, sk: string) => of('GetItem', { Key: key(pk, sk) });
const put = (pk: string, sk: string) => of('PutItem', { Item: { ...key(pk, sk), other: { N: '1' } } });
const query = (pk: string, more = {}) =>
  of('Query', {
    KeyConditionExpression: '#pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeNames: { '#pk': 'pk' },
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: 'x' } },
    ...more,
  });

it('knows which requests concern each other', () => {
  expect(depend(get('a', '1'), get('a', '1'))).toBe(false);
  expect(depend(get('a', '1'), put('a', '1'))).toBe(true);
  expect(depend(get('a', '1'), put('a', '2'))).toBe(false);
  expect(depend(query('a'), put('a', '2'))).toBe(true);
  expect(depend(query('a'), put('b', '2'))).toBe(false);
  expect(depend(query('a', { IndexName: 'i' }), put('b', '2'))).toBe(true);
  expect(depend(of('Scan', {}), put('b', '2'))).toBe(true);
});

it('looks into batches and transactions', () => {
  const transaction = of('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: 't', Item: key('a', '1') } },
      { ConditionCheck: { TableName: 't', Key: key('b', '1') } },
    ],
  });
  expect(depend(transaction, get('a', '1'))).toBe(true);
  expect(depend(transaction, get('b', '1'))).toBe(false);
  expect(depend(transaction, put('b', '1'))).toBe(true);
  const batch = of('BatchWriteItem', { RequestItems: { t: [{ DeleteRequest: { Key: key('c', '1') } }] } });
  expect(depend(batch, get('c', '1'))).toBe(true);
  expect(depend(batch, put('c', '2'))).toBe(false);
});

it('takes two spellings of a number for one key, and what it does not know for everything', () => {
  const at = (N: string) => of('PutItem', { Item: { pk: { N }, sk: { S: '' } } });
  expect(depend(at('1'), at('1.0'))).toBe(true);
  expect(depend(of('ExecuteStatement', {}), get('z', 'z'))).toBe(true);
});
