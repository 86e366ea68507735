import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;
let big: string;

const two = (i: number) => String(i).padStart(2, '0');

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
  big = await on.table(composite);
  for (let i = 0; i < 10; i += 1) {
    const keys = { pk: { S: 'p' }, sk: { S: two(i) } };
    await on.call('PutItem', { TableName: table, Item: { ...keys, even: { BOOL: i % 2 === 0 } } });
    // Two items share each index key: the table's key decides between them.
    await on.call('PutItem', {
      TableName: withIndexes,
      Item: { ...keys, gpk: { S: 'g' }, gsk: { N: `${Math.floor(i / 2)}` }, lsk: { S: two(9 - i) } },
    });
  }
  for (let i = 0; i < 40; i += 1) {
    await on.call('PutItem', {
      TableName: big,
      Item: { pk: { S: 'p' }, sk: { S: two(i) }, v: { S: 'x'.repeat(30_000 - 10) } },
    });
  }
});

const all = (more: object = {}) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'p' } },
  ...more,
});
const keys = (page: Output): string[] => page.Items.map((item: Output) => item.sk.S);

/** Follows LastEvaluatedKey to the end and gives every page. */
async function pages(operation: string, request: object): Promise<Output[]> {
  const found: Output[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const page = await on.call(operation, { ...request, ExclusiveStartKey });
    found.push(page);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && found.length < 100);
  return found;
}

describe('pages of a Query', () => {
  it('Limit stops after so many items and says where', async () => {
    const page = await on.call('Query', all({ Limit: 3 }));
    expect(keys(page)).toEqual(['00', '01', '02']);
    expect(page.LastEvaluatedKey).toEqual({ pk: { S: 'p' }, sk: { S: '02' } });
  });

  it('the next page begins after the key given', async () => {
    const page = await on.call(
      'Query',
      all({ Limit: 3, ExclusiveStartKey: { pk: { S: 'p' }, sk: { S: '02' } } }),
    );
    expect(keys(page)).toEqual(['03', '04', '05']);
  });

  it('the key need not be that of an item', async () => {
    const page = await on.call(
      'Query',
      all({ Limit: 2, ExclusiveStartKey: { pk: { S: 'p' }, sk: { S: '02x' } } }),
    );
    expect(keys(page)).toEqual(['03', '04']);
  });

  it('backwards too', async () => {
    const page = await on.call(
      'Query',
      all({ Limit: 2, ScanIndexForward: false, ExclusiveStartKey: { pk: { S: 'p' }, sk: { S: '02' } } }),
    );
    expect(keys(page)).toEqual(['01', '00']);
  });

  it('a Limit of exactly what there is still gives a LastEvaluatedKey', async () => {
    expect((await on.call('Query', all({ Limit: 10 }))).LastEvaluatedKey).toEqual({
      pk: { S: 'p' },
      sk: { S: '09' },
    });
  });

  it('a Limit above what there is gives none', async () => {
    expect((await on.call('Query', all({ Limit: 11 }))).LastEvaluatedKey).toBeUndefined();
  });

  it('Limit counts items before the filter', async () => {
    const page = await on.call(
      'Query',
      all({
        Limit: 3,
        FilterExpression: 'even = :even',
        ExpressionAttributeValues: { ':pk': { S: 'p' }, ':even': { BOOL: false } },
      }),
    );
    expect(page).toMatchObject({ Count: 1, ScannedCount: 3, LastEvaluatedKey: { sk: { S: '02' } } });
  });

  it('an empty page can carry a LastEvaluatedKey', async () => {
    const page = await on.call(
      'Query',
      all({
        Limit: 2,
        FilterExpression: 'attribute_exists(nothing)',
      }),
    );
    expect(page).toMatchObject({
      Items: [],
      Count: 0,
      ScannedCount: 2,
      LastEvaluatedKey: { sk: { S: '01' } },
    });
  });

  it('all pages together are the whole, each item once', async () => {
    const found = await pages('Query', all({ Limit: 3 }));
    expect(found.flatMap(keys)).toEqual(Array.from({ length: 10 }, (_, i) => two(i)));
  });

  it('a page ends when it has evaluated 1 MB', async () => {
    const page = await on.call('Query', { ...all(), TableName: big });
    expect(page.Count).toBe(35);
    expect(page.LastEvaluatedKey).toEqual({ pk: { S: 'p' }, sk: { S: '34' } });
  });

  itUnlessLocal('filtered-page', 'a page with a filter ends there too', async () => {
    const page = await on.call('Query', {
      ...all({ FilterExpression: 'attribute_exists(nothing)' }),
      TableName: big,
    });
    expect(page.ScannedCount).toBe(35);
    expect(page.LastEvaluatedKey).toEqual({ pk: { S: 'p' }, sk: { S: '34' } });
  });

  it('the cursor of a global index has the keys of index and table', async () => {
    const page = await on.call('Query', {
      TableName: withIndexes,
      IndexName: 'global',
      KeyConditionExpression: 'gpk = :g',
      ExpressionAttributeValues: { ':g': { S: 'g' } },
      Limit: 3,
    });
    expect(Object.keys(page.LastEvaluatedKey).sort()).toEqual(['gpk', 'gsk', 'pk', 'sk']);
  });

  it('pages of a global index with equal keys lose nothing', async () => {
    const request = {
      TableName: withIndexes,
      IndexName: 'global',
      KeyConditionExpression: 'gpk = :g',
      ExpressionAttributeValues: { ':g': { S: 'g' } },
    };
    for (const Limit of [1, 3]) {
      const found = await pages('Query', { ...request, Limit });
      expect(found.flatMap(keys).sort()).toEqual(Array.from({ length: 10 }, (_, i) => two(i)));
    }
  });

  it('the cursor of a local index has the sort key of the index', async () => {
    const page = await on.call('Query', { ...all(), TableName: withIndexes, IndexName: 'local', Limit: 1 });
    expect(page.LastEvaluatedKey).toEqual({ pk: { S: 'p' }, sk: { S: '09' }, lsk: { S: '00' } });
  });
});

describe('a cursor is refused', () => {
  const refused: Record<string, [object, object, RegExp, LocalDifferenceId?]> = {
    'of another partition': [
      { pk: { S: 'q' }, sk: { S: '02' } },
      {},
      /The provided starting key is outside query boundaries based on provided conditions|The provided starting key is invalid/,
      'start-key-partition',
    ],
    'without the sort key': [
      { pk: { S: 'p' } },
      {},
      /The provided starting key is invalid/,
      'start-key-size',
    ],
    'with a wrong type': [
      { pk: { S: 'p' }, sk: { N: '1' } },
      {},
      /The provided starting key is invalid/,
      'start-key-type',
    ],
    'with an attribute too many': [
      { pk: { S: 'p' }, sk: { S: '1' }, more: { S: 'x' } },
      {},
      /The provided starting key is invalid/,
      'start-key-size',
    ],
    'outside the range': [
      { pk: { S: 'p' }, sk: { S: '09' } },
      {
        KeyConditionExpression: 'pk = :pk AND sk < :a',
        ExpressionAttributeValues: { ':pk': { S: 'p' }, ':a': { S: '05' } },
      },
      /The provided starting key does not match the range key predicate/,
    ],
  };
  for (const [name, [ExclusiveStartKey, more, message, local]] of Object.entries(refused)) {
    it(name, async () => {
      const error = await on.refusal('Query', { ...all(more), ExclusiveStartKey });
      expectRefusal(error, message, { local });
    });
  }

  it('Limit of zero', async () => {
    const error = await on.refusal('Query', all({ Limit: 0 }));
    expectRefusal(error, /Member must have value greater than or equal to 1/, { local: 'limit-zero' });
  });
});
