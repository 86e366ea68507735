import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
  for (let i = 0; i < 40; i += 1) {
    const keys = { pk: { S: `item-${i}` }, sk: { S: 's' } };
    await on.call('PutItem', { TableName: table, Item: { ...keys, v: { S: 'x'.repeat(30_000) } } });
    if (i < 9) {
      const Item = { ...keys, gpk: { S: `${i % 2}` }, gsk: { N: '1' }, lsk: { S: 'l' } };
      await on.call('PutItem', { TableName: withIndexes, Item });
    }
  }
});

async function walk(request: object): Promise<Output[]> {
  const pages: Output[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = await on.call('Scan', { ...request, ExclusiveStartKey });
    pages.push(page);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && pages.length < 100);
  return pages;
}
const ids = (pages: Output[]): string[] =>
  pages.flatMap(({ Items }) => Items.map((item: Output) => item.pk.S)).sort();

describe('pages of a Scan', () => {
  it('end when they have read 1 MB', async () => {
    const [first, second] = (await walk({ TableName: table })) as [Output, Output];
    expect([first.Count, second.Count]).toEqual([35, 5]);
    expect(new Set(ids([first, second])).size).toBe(40);
  });

  it('end there too when the filter takes everything away', async () => {
    const page = await on.call('Scan', { TableName: table, FilterExpression: 'attribute_exists(nowhere)' });
    expect([page.ScannedCount, page.Items]).toEqual([35, []]);
    expect(Object.keys(page.LastEvaluatedKey).sort()).toEqual(['pk', 'sk']);
  });

  it('count Limit before the filter', async () => {
    const page = await on.call('Scan', {
      TableName: table,
      Limit: 3,
      FilterExpression: 'attribute_exists(nowhere)',
    });
    expect(page).toMatchObject({ Count: 0, ScannedCount: 3 });
    expect(page.LastEvaluatedKey).toBeDefined();
  });

  it('end with a cursor when Limit is all that there is', async () => {
    const page = await on.call('Scan', { TableName: withIndexes, Limit: 9 });
    expect(page.Count).toBe(9);
    expect(page.LastEvaluatedKey).toBeDefined();
    const next = await on.call('Scan', {
      TableName: withIndexes,
      Limit: 9,
      ExclusiveStartKey: page.LastEvaluatedKey,
    });
    expect([next.Count, next.LastEvaluatedKey]).toEqual([0, undefined]);
  });

  for (const [IndexName, keys] of [
    ['global', ['gpk', 'gsk', 'pk', 'sk']],
    ['included', ['gpk', 'pk', 'sk']],
    ['local', ['lsk', 'pk', 'sk']],
  ] as const) {
    it(`of the index ${IndexName} are the whole, and their cursors have its keys`, async () => {
      const pages = await walk({ TableName: withIndexes, IndexName, Limit: 2 });
      expect(ids(pages)).toEqual(Array.from({ length: 9 }, (_, i) => `item-${i}`));
      expect(Object.keys(pages[0].LastEvaluatedKey).sort()).toEqual(keys);
    });
  }

  it('of segments of an index partition it', async () => {
    const parts: Output[] = [];
    for (let Segment = 0; Segment < 3; Segment += 1) {
      parts.push(
        ...(await walk({ TableName: withIndexes, IndexName: 'global', Segment, TotalSegments: 3, Limit: 2 })),
      );
    }
    expect(ids(parts)).toEqual(Array.from({ length: 9 }, (_, i) => `item-${i}`));
  });
});
