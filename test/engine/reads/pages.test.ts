import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@keysmith/engine';
import { put, things, WITH_INDEX } from '../table.ts';

type Items = JsonObject[];
const KINDS = ['u', 'v'];

function filled(count: number) {
  const { run } = things({ table: WITH_INDEX });
  for (let at = 0; at < count; at++) {
    const more = { kind: { S: KINDS[at % 2]! }, body: { S: 'x'.repeat((at * 37) % 300) } };
    run('PutItem', put(`p${at % 7}`, `s${String(at).padStart(4, '0')}`, more));
  }
  return run;
}

/** Every page from the first to the last. */
function pages(
  run: (operation: string, input: JsonObject) => JsonObject,
  operation: string,
  input: JsonObject,
): Items {
  const items: Items = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = run(operation, ExclusiveStartKey === undefined ? input : { ...input, ExclusiveStartKey });
    items.push(...(page['Items'] as Items));
    ExclusiveStartKey = page['LastEvaluatedKey'];
  } while (ExclusiveStartKey !== undefined);
  return items;
}

const identity = (item: JsonObject) => JSON.stringify([item['pk'], item['sk']]);

describe('pages', () => {
  const run = filled(200);
  const queries: [string, JsonObject][] = [
    ['Query', { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'p3' } } }],
    [
      'Query',
      {
        IndexName: 'by-kind',
        KeyConditionExpression: 'kind = :k',
        ExpressionAttributeValues: { ':k': { S: 'u' } },
      },
    ],
    ['Scan', {}],
    ['Scan', { IndexName: 'by-kind' }],
  ];

  it.each(queries)('of any size make the same whole: %s %j', (operation, input) => {
    const whole = (run(operation, input)['Items'] as Items).map(identity);
    expect(whole.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (Limit) => {
        expect(pages(run, operation, { ...input, Limit }).map(identity)).toEqual(whole);
      }),
      { seed: 41, numRuns: 15 },
    );
  });

  it('backwards are the same items in the other order', () => {
    const input = queries[0]![1];
    const forward = (run('Query', input)['Items'] as Items).map(identity);
    const backward = pages(run, 'Query', { ...input, ScanIndexForward: false, Limit: 3 }).map(identity);
    expect(backward).toEqual(forward.reverse());
  });

  it('of parallel segments partition the table', () => {
    const whole = (run('Scan')['Items'] as Items).map(identity).sort();
    for (const TotalSegments of [1, 2, 5, 16]) {
      const parts = Array.from({ length: TotalSegments }, (_unused, Segment) =>
        pages(run, 'Scan', { Segment, TotalSegments, Limit: 4 }),
      );
      expect(parts.flat().map(identity).sort()).toEqual(whole);
    }
  });

  it('come in an order that is not that of insertion, and stays', () => {
    const order = (run('Scan')['Items'] as Items).map((item) => (item['pk'] as { S: string }).S);
    expect([...new Set(order)]).not.toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
    expect((run('Scan')['Items'] as Items).map((item) => (item['pk'] as { S: string }).S)).toEqual(order);
  });

  it('end at one megabyte before the filter, even where the page is empty', () => {
    const { run: runBig } = things();
    for (let at = 0; at < 40; at++)
      runBig('PutItem', put('p', String(at + 10), { body: { S: 'x'.repeat(30_000) } }));
    const page = runBig('Query', {
      KeyConditionExpression: 'pk = :p',
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: { ':p': { S: 'p' } },
    });
    expect(page).toMatchObject({ Count: 0, ScannedCount: 35, LastEvaluatedKey: { sk: { S: '44' } } });
  });
});
