import { describe, expect, it } from 'vitest';
import { runQuery, type KeyQuery } from '../../../site/table-picture/key-query.ts';
import { viewOf } from '../../../site/table-picture/table-view.ts';
import { byPkAndSk, harbour } from './fixtures.ts';

const table = viewOf({ name: 'main', keys: byPkAndSk, items: harbour });
const numbered = viewOf({
  name: 'numbered',
  keys: { pk: 'pk', sk: 'n' },
  items: [1, 2, 9, 10, 11].map((n) => ({ pk: 'a', n })),
});
const rounds = viewOf({
  name: 'rounds',
  keys: byPkAndSk,
  items: [1, 2, 3].map((round) => ({ pk: `${round}`, sk: 's', country: 'NZ', year: 2026, round })),
  index: { name: 'byRound', pk: ['country', 'year'], sk: ['year', 'round'] },
});

function keysRead(query: KeyQuery, view = table) {
  return runQuery('main', view, query).rows.map(({ sk }) => sk.at(-1));
}

describe('what a query reads', () => {
  it('is a whole item collection when it names no sort key', () => {
    expect(keysRead({ pk: 'W#7' })).toEqual(['#META', 'I#kit', 'M#ada', 'M#bo']);
  });

  it('is nothing when no item has the partition key', () => {
    expect(keysRead({ pk: 'W#9' })).toEqual([]);
  });

  it.each<[string, KeyQuery, unknown[]]>([
    ['equality', { pk: 'W#7', sk: 'M#ada' }, ['M#ada']],
    ['beginsWith', { pk: 'W#7', sk: { beginsWith: 'M#' } }, ['M#ada', 'M#bo']],
    ['between, both ends included', { pk: 'W#7', sk: { between: ['I#kit', 'M#ada'] } }, ['I#kit', 'M#ada']],
    ['lt', { pk: 'W#7', sk: { lt: 'I#kit' } }, ['#META']],
    ['le', { pk: 'W#7', sk: { le: 'I#kit' } }, ['#META', 'I#kit']],
    ['gt', { pk: 'W#7', sk: { gt: 'M#ada' } }, ['M#bo']],
    ['ge', { pk: 'W#7', sk: { ge: 'M#ada' } }, ['M#ada', 'M#bo']],
  ])('is a stretch of the sort key: %s', (_operator, query, read) => {
    expect(keysRead(query)).toEqual(read);
  });

  it('stops at the limit', () => {
    expect(keysRead({ pk: 'W#7', limit: 2 })).toEqual(['#META', 'I#kit']);
  });

  it('walks backwards, and then the limit counts from the end', () => {
    expect(keysRead({ pk: 'W#7', forward: false, limit: 2 })).toEqual(['M#bo', 'M#ada']);
  });

  it('compares numbers by value', () => {
    expect(keysRead({ pk: 'a', sk: { ge: 9 } }, numbered)).toEqual([9, 10, 11]);
  });

  it('goes through a key of several attributes from left to right', () => {
    expect(keysRead({ pk: ['NZ', 2026] }, rounds)).toEqual([1, 2, 3]);
    expect(keysRead({ pk: ['NZ', 2026], sk: [2026, { gt: 1 }] }, rounds)).toEqual([2, 3]);
    expect(keysRead({ pk: ['NZ', 2026], sk: 2026 }, rounds)).toEqual([1, 2, 3]);
    expect(keysRead({ pk: ['NZ', 2025] }, rounds)).toEqual([]);
  });
});

describe('a query in DynamoDB’s terms', () => {
  it.each<[KeyQuery, string]>([
    [{ pk: 'W#7' }, 'pk = "W#7"'],
    [{ pk: 'W#7', sk: 'M#ada' }, 'pk = "W#7" AND sk = "M#ada"'],
    [{ pk: 'W#7', sk: { beginsWith: 'M#' }, limit: 10 }, 'pk = "W#7" AND begins_with(sk, "M#"), Limit 10'],
    [
      { pk: 'W#7', sk: { between: ['A', 'B'] }, forward: false },
      'pk = "W#7" AND sk BETWEEN "A" AND "B", ScanIndexForward false',
    ],
    [{ pk: 'W#7', sk: { le: 'B' } }, 'pk = "W#7" AND sk <= "B"'],
  ])('%j', (query, text) => {
    expect(runQuery('main', table, query).text).toBe(text);
  });

  it('shows numbers bare and every attribute of the key', () => {
    expect(runQuery('rounds', rounds, { pk: ['NZ', 2026], sk: [2026, { gt: 1 }] }).text).toBe(
      'country = "NZ" AND year = 2026 AND year = 2026 AND round > 1',
    );
  });
});

describe('queries that DynamoDB would refuse', () => {
  it.each<[string, KeyQuery, RegExp, typeof table]>([
    ['a part of the partition key', { pk: 'NZ' }, /a value to each partition key attribute/, rounds],
    ['a range before the last attribute', { pk: ['NZ', 2026], sk: [{ gt: 1 }, 2] }, /Only the last/, rounds],
    [
      'more conditions than attributes',
      { pk: 'W#7', sk: ['a', 'b'] },
      /2 condition\(s\) on the sort key/,
      table,
    ],
    ['two operators at once', { pk: 'W#7', sk: { gt: 'a', lt: 'b' } }, /no sort key condition/, table],
    [
      'an operator that does not exist',
      { pk: 'W#7', sk: { contains: 'a' } as never },
      /no sort key condition/,
      table,
    ],
    ['half a range', { pk: 'W#7', sk: { between: ['a'] as never } }, /no sort key condition/, table],
    ['a limit of nothing', { pk: 'W#7', limit: 0 }, /A limit is 1 or more/, table],
  ])('refuses %s', (_what, query, message, view) => {
    expect(() => runQuery('main', view, query)).toThrow(message);
  });
});
