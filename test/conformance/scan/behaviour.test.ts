import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
const IDS = Array.from({ length: 60 }, (_, i) => `item-${String(i).padStart(2, '0')}`);

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
  for (const [i, pk] of IDS.entries()) {
    const sparse = i % 3 === 0 ? { gpk: { S: 'g' }, gsk: { N: `${i}` } } : {};
    await on.call('PutItem', {
      TableName: table,
      Item: { pk: { S: pk }, sk: { S: 's' }, n: { N: `${i}` }, ...sparse },
    });
  }
});

const ids = (page: Output): string[] => page.Items.map((item: Output) => item.pk.S);

async function walk(request: object): Promise<string[]> {
  const found: string[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = await on.call('Scan', { TableName: table, ...request, ExclusiveStartKey });
    found.push(...ids(page));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return found;
}

describe('Scan', () => {
  it('reads everything, in an order that is stable and not that of insertion', async () => {
    const first = await walk({});
    expect([...first].sort()).toEqual(IDS);
    expect(first).not.toEqual(IDS);
    expect(await walk({})).toEqual(first);
  });

  it('gives the same items in the same order page by page', async () => {
    expect(await walk({ Limit: 7 })).toEqual(await walk({}));
  });

  for (const TotalSegments of [1, 2, 5, 8]) {
    it(`${TotalSegments} segments partition the table`, async () => {
      const parts: string[][] = [];
      for (let Segment = 0; Segment < TotalSegments; Segment += 1)
        parts.push(await walk({ Segment, TotalSegments, Limit: 9 }));
      expect(parts.flat().sort()).toEqual(IDS);
    });
  }

  it('filters after reading', async () => {
    const page = await on.call('Scan', {
      TableName: table,
      FilterExpression: 'n < :n',
      ExpressionAttributeValues: { ':n': { N: '10' } },
    });
    expect(page).toMatchObject({ Count: 10, ScannedCount: 60 });
  });

  it('of a sparse index reads only what is in it', async () => {
    const page = await on.call('Scan', { TableName: table, IndexName: 'global' });
    expect(page.ScannedCount).toBe(20);
  });

  it('counts without items', async () => {
    const page = await on.call('Scan', { TableName: table, Select: 'COUNT' });
    expect(page).toEqual({ Count: 60, ScannedCount: 60 });
  });

  const refused: [string, object, RegExp, LocalDifferenceId?][] = [
    [
      'a Segment without TotalSegments',
      { Segment: 0 },
      /The TotalSegments parameter is required but was not present in the request when Segment parameter is present/,
      'segment-alone',
    ],
    [
      'TotalSegments without a Segment',
      { TotalSegments: 2 },
      /The Segment parameter is required but was not present in the request when parameter TotalSegments is present/,
      'segments-alone',
    ],
    [
      'a Segment beyond TotalSegments',
      { Segment: 2, TotalSegments: 2 },
      /The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2/,
      'segment-beyond',
    ],
    [
      'COUNT with a projection',
      { Select: 'COUNT', ProjectionExpression: 'n' },
      /Cannot specify the ProjectionExpression when choosing to get only the Count/,
    ],
    [
      'SPECIFIC_ATTRIBUTES without a projection',
      { Select: 'SPECIFIC_ATTRIBUTES' },
      /Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES/,
    ],
    [
      'ALL_PROJECTED_ATTRIBUTES of a table',
      { Select: 'ALL_PROJECTED_ATTRIBUTES' },
      /ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName/,
    ],
    [
      'ConsistentRead on a global index',
      { IndexName: 'global', ConsistentRead: true },
      /Consistent reads are not supported on global secondary indexes/,
    ],
  ];
  for (const [name, request, message, local] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await on.refusal('Scan', { TableName: table, ...request });
      expectRefusal(error, message, { local });
    });
  }
});
