import { describe, expect, it } from 'vitest';
import { viewOf, type ViewSource } from '../../../site/table-picture/table-view.ts';
import { byPkAndSk, harbour } from './fixtures.ts';

function view(source: Partial<ViewSource>) {
  return viewOf({ name: 'main', keys: byPkAndSk, items: harbour, ...source });
}

describe('the view of a table', () => {
  it('groups by partition key, in the order of first mention, and sorts by sort key', () => {
    const { collections, shown, leftOut } = view({});
    expect(collections.map(({ pk, rows }) => [pk, rows.map(({ sk }) => sk[0])])).toEqual([
      [['W#7'], ['#META', 'I#kit', 'M#ada', 'M#bo']],
      [['W#8'], ['#META']],
    ]);
    expect([shown, leftOut]).toEqual([5, 0]);
  });

  it('keeps apart partition keys that print alike', () => {
    const items = [
      { a: 'x', b: 'y', sk: '1' },
      { a: 'x", "y', b: 'z', sk: '2' },
    ];
    expect(view({ keys: { pk: 'a', sk: 'sk' }, items }).collections).toHaveLength(2);
  });

  it('serves a table without a sort key', () => {
    expect(view({ keys: { pk: 'pk' }, items: [{ pk: 'a' }, { pk: 'b' }] }).collections).toHaveLength(2);
  });
});

describe('the view of an index', () => {
  it('leaves out items that lack an attribute of its key', () => {
    const { collections, shown, leftOut } = view({ index: { name: 'byName', pk: 'name', sk: 'mail' } });
    expect(collections.map(({ pk }) => pk[0])).toEqual(['Bo', 'Ada']);
    expect([shown, leftOut]).toEqual([2, 3]);
  });

  it('gives items with equal index keys the order of the table', () => {
    const items = [
      { pk: 'b', sk: '1', kind: 'k' },
      { pk: 'a', sk: '2', kind: 'k' },
      { pk: 'a', sk: '1', kind: 'k' },
    ];
    const [collection] = view({ items, index: { name: 'byKind', pk: 'kind' } }).collections;
    expect(collection?.rows.map(({ item }) => [item['pk'], item['sk']])).toEqual([
      ['a', '1'],
      ['a', '2'],
      ['b', '1'],
    ]);
  });

  it('compares several attributes from left to right, each by its own type', () => {
    const items = [
      { pk: '1', sk: 's', country: 'NZ', year: 2026, round: 10 },
      { pk: '2', sk: 's', country: 'NZ', year: 2026, round: 9 },
      { pk: '3', sk: 's', country: 'NZ', year: 2025, round: 11 },
    ];
    const index = { name: 'byRound', pk: ['country'], sk: ['year', 'round'] };
    const [collection] = view({ items, index }).collections;
    expect(collection?.rows.map(({ sk }) => sk)).toEqual([
      [2025, 11],
      [2026, 9],
      [2026, 10],
    ]);
  });
});

describe('what no table can hold', () => {
  const cases: [string, Partial<ViewSource>, RegExp][] = [
    ['an item without a key attribute', { items: [{ pk: 'a' }] }, /"sk" is missing in/],
    ['an empty key', { items: [{ pk: '', sk: 'a' }] }, /non-empty string, a number or binary/],
    [
      'two items with one key',
      {
        items: [
          { pk: 'a', sk: 'b' },
          { pk: 'a', sk: 'b', name: 'x' },
        ],
      },
      /Two items have the key a \/ b/,
    ],
    [
      'a key attribute of two types',
      {
        items: [
          { pk: 'a', sk: '1' },
          { pk: 'a', sk: 1 },
        ],
      },
      /"sk" is both S and N/,
    ],
    ['several attributes in the key of a table', { keys: { pk: ['pk', 'sk'] } }, /1 to 1 attribute/],
    [
      'more than four attributes in the key of an index',
      { index: { name: 'x', pk: ['a', 'b', 'c', 'd', 'e'] } },
      /1 to 4 attribute/,
    ],
  ];

  it.each(cases)('refuses %s', (_what, source, message) => {
    expect(() => view(source)).toThrow(message);
  });

  it('names the picture', () => {
    expect(() => view({ name: 'orders', items: [{ pk: 'a' }] })).toThrow(/^<TablePicture name="orders">: /);
  });
});
