import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
const ITEMS = Array.from({ length: 6 }, (_, i) => ({
  pk: { S: 'p' },
  sk: { S: `${i}` },
  gpk: { S: 'g' },
  gsk: { N: `${i}` },
  lsk: { S: `${9 - i}` },
  a: { S: 'x'.repeat(i) },
  m: { M: { n: { N: `${i}` }, tags: { SS: [i % 2 === 0 ? 'even' : 'odd'] } } },
}));

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
  for (const Item of ITEMS) await on.call('PutItem', { TableName: table, Item });
});

const query = (more: object = {}, values: object = {}): Promise<Output> =>
  on.call('Query', {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'p' }, ...values },
    ...more,
  });
const sks = ({ Items }: Output): string[] => Items.map((item: Output) => item.sk.S);

describe('Query', () => {
  it('gives items with Count and ScannedCount', async () => {
    expect(await query()).toEqual({ Items: ITEMS, Count: 6, ScannedCount: 6 });
  });

  it('counts without items', async () => {
    expect(await query({ Select: 'COUNT' })).toEqual({ Count: 6, ScannedCount: 6 });
  });

  it('counts under a filter', async () => {
    const filtered = { Select: 'COUNT', FilterExpression: 'm.n > :n' };
    expect(await query(filtered, { ':n': { N: '3' } })).toEqual({ Count: 2, ScannedCount: 6 });
  });

  it('projects', async () => {
    const { Items } = await query({ ProjectionExpression: 'sk, m.n', Limit: 1 });
    expect(Items).toEqual([{ sk: { S: '0' }, m: { M: { n: { N: '0' } } } }]);
  });

  it('takes SPECIFIC_ATTRIBUTES with a projection', async () => {
    const { Items } = await query({ Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'a', Limit: 2 });
    expect(Items).toEqual([{ a: { S: '' } }, { a: { S: 'x' } }]);
  });

  it('gives an empty item where a projection finds nothing', async () => {
    expect((await query({ ProjectionExpression: 'absent', Limit: 1 })).Items).toEqual([{}]);
  });

  const filters: [string, object, string[]][] = [
    ['m.n >= :v', { ':v': { N: '4' } }, ['4', '5']],
    ['contains(m.tags, :v)', { ':v': { S: 'odd' } }, ['1', '3', '5']],
    ['size(a) BETWEEN :a AND :b', { ':a': { N: '2' }, ':b': { N: '3' } }, ['2', '3']],
    ['attribute_not_exists(m.n)', {}, []],
    ['NOT (m.n = :a OR m.n = :b)', { ':a': { N: '0' }, ':b': { N: '5' } }, ['1', '2', '3', '4']],
    ['gsk IN (:a, :b)', { ':a': { N: '1.0' }, ':b': { N: '7' } }, ['1']],
  ];
  for (const [FilterExpression, values, expected] of filters) {
    it(`filters by ${FilterExpression}`, async () => {
      const found = await query({ FilterExpression }, values);
      expect(sks(found)).toEqual(expected);
      expect(found.ScannedCount).toBe(6);
    });
  }

  it('filters by what a projection leaves out', async () => {
    const more = { FilterExpression: 'm.n = :v', ProjectionExpression: 'sk' };
    expect((await query(more, { ':v': { N: '2' } })).Items).toEqual([{ sk: { S: '2' } }]);
  });

  it('takes one placeholder in several expressions', async () => {
    const more = {
      KeyConditionExpression: '#k = :pk',
      FilterExpression: 'attribute_exists(#m.n)',
      ProjectionExpression: '#k, #m.n',
      ExpressionAttributeNames: { '#k': 'pk', '#m': 'm' },
      Limit: 1,
    };
    expect((await query(more)).Items).toEqual([{ pk: { S: 'p' }, m: { M: { n: { N: '0' } } } }]);
  });

  it('reads consistently when asked to', async () => {
    expect((await query({ ConsistentRead: true })).Count).toBe(6);
  });

  it('walks an index backwards', async () => {
    const found = await query({ IndexName: 'local', ScanIndexForward: false, ProjectionExpression: 'sk' });
    expect(sks(found)).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('takes a range condition on an index', async () => {
    const more = {
      IndexName: 'local',
      KeyConditionExpression: 'pk = :pk AND lsk < :l',
      ProjectionExpression: 'sk',
    };
    expect(sks(await query(more, { ':l': { S: '6' } }))).toEqual(['5', '4']);
  });
});
