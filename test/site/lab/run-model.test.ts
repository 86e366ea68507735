import type { Replay } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { collectionsAt, stopsOf, viewsOf, type View } from '../../../site/lab/run-model.ts';

const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });

const request = {
  kind: 'request',
  client: 'yours',
  atMs: 0,
  table: 'main',
  detail: '',
  input: {},
  status: 200,
  reply: {},
  outcome: 'done',
  readUnits: 0,
  writeUnits: 1,
  changes: [],
} as const;

const put = (
  number: number,
  key: Record<string, unknown>,
  item: Record<string, unknown>,
): Replay['steps'][number] => ({
  ...request,
  number,
  operation: 'PutItem',
  changes: [{ table: 'main', key, before: null, after: { ...key, ...item } }],
});

const REPLAY: Replay = {
  format: 'keysmith-replay',
  version: 1,
  instrument: 'recorder',
  title: 'shelves',
  seed: 1,
  token: '',
  clients: [{ id: 'yours', label: 'your code' }],
  tables: [
    {
      name: 'main',
      keys: ['pk', 'sk'],
      indexes: [{ name: 'byAuthor', partitionKeys: ['author'], sortKeys: ['year'] }],
    },
  ],
  start: [{ table: 'main', item: { pk: S('SHELF#1'), sk: S('SHELF'), type: S('shelf') } }],
  steps: [
    { kind: 'call', number: 1, atMs: 0, client: 'yours', name: 'addBook', input: '{}' },
    put(2, { pk: S('SHELF#1'), sk: S('BOOK#\u{1F511}') }, { author: S('Ude'), year: N(9) }),
    put(3, { pk: S('SHELF#1'), sk: S('BOOK#\uFF5E') }, { author: S('Ude'), year: N(10) }),
    {
      ...request,
      number: 4,
      operation: 'Query',
      index: 'byAuthor',
      reply: { Items: [{ pk: S('SHELF#1'), sk: S('BOOK#\uFF5E'), author: S('Ude') }] },
    },
    {
      ...request,
      number: 5,
      operation: 'DeleteItem',
      changes: [
        {
          table: 'main',
          key: { pk: S('SHELF#1'), sk: S('SHELF') },
          before: { pk: S('SHELF#1'), sk: S('SHELF'), type: S('shelf') },
          after: null,
        },
      ],
    },
    { kind: 'return', number: 6, atMs: 0, client: 'yours', name: 'addBook', result: 'nothing', threw: false },
  ],
};

const [TABLE, INDEX] = viewsOf(REPLAY) as [View, View];

/** "SHELF#1: BOOK#a written, SHELF" for each item collection. */
function told(view: View, number: number): string[] {
  return collectionsAt(REPLAY, view, number).map(({ partitionKey, rows }) => {
    const own = rows.map(({ sortKey, mark }) => [sortKey, mark].filter(Boolean).join(' '));
    return `${partitionKey}: ${own.join(', ')}`;
  });
}

describe('a recorded run in the lab', () => {
  it('has the table and its indexes as views', () => {
    expect([TABLE.name, INDEX.name]).toEqual(['main', 'main.byAuthor']);
  });

  it('stops at calls and requests, not where a function returns', () => {
    expect(stopsOf(REPLAY).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows the items as they are after each step', () => {
    expect(told(TABLE, 0)).toEqual(['SHELF#1: SHELF']);
    expect(told(TABLE, 2)).toEqual(['SHELF#1: BOOK#\u{1F511} written, SHELF']);
  });

  it('sorts strings by the bytes of their UTF-8 and numbers by value, as DynamoDB does', () => {
    expect(told(TABLE, 3)).toEqual(['SHELF#1: BOOK#\uFF5E written, BOOK#\u{1F511}, SHELF']);
    expect(told(INDEX, 3)).toEqual(['Ude: 9, 10 written']);
  });

  it('marks what a Query of an index brought back there, and only there', () => {
    expect(told(INDEX, 4)).toEqual(['Ude: 9, 10 read']);
    expect(told(TABLE, 4)).toEqual(['SHELF#1: BOOK#\uFF5E, BOOK#\u{1F511}, SHELF']);
  });

  it('shows a deleted item once more, and then no longer', () => {
    expect(told(TABLE, 5)).toEqual(['SHELF#1: BOOK#\uFF5E, BOOK#\u{1F511}, SHELF deleted']);
    expect(told(TABLE, 6)).toEqual(['SHELF#1: BOOK#\uFF5E, BOOK#\u{1F511}']);
  });

  it('names the kind of an item by its type, or by its key', () => {
    const rows = collectionsAt(REPLAY, TABLE, 3)[0]?.rows ?? [];
    expect(rows.map(({ kind }) => kind)).toEqual(['BOOK', 'BOOK', 'shelf']);
    expect(rows[2]?.attributes).toEqual([]);
  });
});
