import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed, multiAttribute } from '../tables.ts';

let on: Endpoint;
let table: string;
let multi: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
  multi = await on.table(multiAttribute);
  for (let i = 0; i < 6; i += 1) {
    const Item = { pk: { S: 'p' }, sk: { S: `${i}` }, gpk: { S: 'g' }, gsk: { N: '1' }, lsk: { S: 'same' } };
    await on.call('PutItem', { TableName: table, Item });
    const entry = {
      pk: { S: `${i}` },
      p1: { S: 'x' },
      p2: { N: '1' },
      s1: { S: 's' },
      s2: { N: `${i % 2}` },
    };
    await on.call('PutItem', { TableName: multi, Item: entry });
  }
});

const GLOBAL = {
  IndexName: 'global',
  KeyConditionExpression: 'gpk = :g',
  ExpressionAttributeValues: { ':g': { S: 'g' } },
};
const LOCAL = {
  IndexName: 'local',
  KeyConditionExpression: 'pk = :p',
  ExpressionAttributeValues: { ':p': { S: 'p' } },
};

async function walk(request: object): Promise<Output[]> {
  const items: Output[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = await on.call('Query', { ...request, ExclusiveStartKey });
    items.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && items.length < 100);
  return items;
}

describe('pages of an index in which all keys are equal', () => {
  for (const [name, index] of [
    ['global', GLOBAL],
    ['local', LOCAL],
  ] as const) {
    for (const ScanIndexForward of [true, false]) {
      it(`are the whole, each item once: ${name}, ${ScanIndexForward ? 'forwards' : 'backwards'}`, async () => {
        const whole = await on.call('Query', { TableName: table, ...index, ScanIndexForward });
        for (const Limit of [1, 2, 4]) {
          expect(await walk({ TableName: table, ...index, ScanIndexForward, Limit })).toEqual(whole.Items);
        }
      });
    }
  }

  it('of several key attributes are the whole', async () => {
    const request = {
      TableName: multi,
      IndexName: 'multi',
      KeyConditionExpression: 'p1 = :a AND p2 = :b',
      ExpressionAttributeValues: { ':a': { S: 'x' }, ':b': { N: '1' } },
    };
    const whole = await on.call('Query', request);
    expect(whole.Count).toBe(6);
    expect(await walk({ ...request, Limit: 1 })).toEqual(whole.Items);
  });

  it('of several key attributes carry all of them, and the key of the table', async () => {
    const { LastEvaluatedKey } = await on.call('Query', {
      TableName: multi,
      IndexName: 'multi',
      KeyConditionExpression: 'p1 = :a AND p2 = :b AND s1 = :s',
      ExpressionAttributeValues: { ':a': { S: 'x' }, ':b': { N: '1' }, ':s': { S: 's' } },
      Limit: 1,
    });
    expect(Object.keys(LastEvaluatedKey).sort()).toEqual(['p1', 'p2', 'pk', 's1', 's2']);
  });
});

describe('the cursor of an index is refused', () => {
  const start = { pk: { S: 'p' }, sk: { S: '1' }, gpk: { S: 'g' }, gsk: { N: '1' } };
  const { gsk: _gsk, ...noIndexKey } = start;
  const { sk: _sk, ...noTableKey } = start;
  const INVALID = /^The provided starting key is invalid$/;
  const refused: [string, object, object, RegExp, LocalDifferenceId?][] = [
    ['without the key of the index', GLOBAL, noIndexKey, INVALID],
    ['without the key of the table', GLOBAL, noTableKey, INVALID],
    ['with the keys of the table alone', GLOBAL, { pk: start.pk, sk: start.sk }, INVALID],
    ['with an attribute too many', GLOBAL, { ...start, a: { S: 'a' } }, INVALID],
    [
      'with a wrong type',
      GLOBAL,
      { ...start, gsk: { S: '1' } },
      /^The provided starting key is invalid/,
      'start-key-type',
    ],
    [
      'of another partition of the index',
      GLOBAL,
      { ...start, gpk: { S: 'other' } },
      /The provided starting key is outside query boundaries based on provided conditions/,
      'start-key-partition',
    ],
    [
      'of another partition of the table',
      LOCAL,
      { pk: { S: 'q' }, sk: { S: '1' }, lsk: { S: 'same' } },
      /The provided starting key is outside query boundaries based on provided conditions/,
      'start-key-partition',
    ],
  ];
  for (const [name, index, ExclusiveStartKey, message, local] of refused) {
    it(name, async () => {
      const error = await on.refusal('Query', { TableName: table, ...index, ExclusiveStartKey });
      expectRefusal(error, message, { local });
    });
  }

  it('outside of the range condition', async () => {
    const error = await on.refusal('Query', {
      TableName: table,
      ...GLOBAL,
      KeyConditionExpression: 'gpk = :g AND gsk > :n',
      ExpressionAttributeValues: { ':g': { S: 'g' }, ':n': { N: '5' } },
      ExclusiveStartKey: start,
    });
    expectRefusal(error, /The provided starting key does not match the range key predicate/);
  });
});
