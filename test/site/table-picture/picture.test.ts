import { describe, expect, it } from 'vitest';
import { drawPicture, type PictureInput } from '../../../site/table-picture/picture.ts';
import { byPkAndSk, harbour } from './fixtures.ts';

function draw(input: Partial<PictureInput> = {}) {
  return drawPicture({ name: 'main', keys: byPkAndSk, items: harbour, ...input });
}

describe('a picture of a table', () => {
  it('has one card for each item collection', () => {
    const { cards, pkNames, skNames } = draw();
    expect(cards.map(({ pk, rows }) => [pk, rows.length])).toEqual([
      ['W#7', 4],
      ['W#8', 1],
    ]);
    expect([pkNames, skNames]).toEqual(['pk', 'sk']);
  });

  it('shows the attributes that are neither key nor kind', () => {
    expect(draw().cards[0]?.rows[2]).toMatchObject({
      sk: 'M#ada',
      entity: { name: 'Member' },
      attributes: [
        { name: 'name', text: 'Ada' },
        { name: 'mail', text: 'ada@example.org' },
      ],
    });
  });

  it('says what it shows in words', () => {
    expect(draw().equivalent).toBe('The table holds 5 items in 2 item collections.');
  });

  it('refuses an empty table', () => {
    expect(() => draw({ items: [] })).toThrow(/`items` is a list of at least one item/);
  });
});

describe('a picture with a query', () => {
  const picture = draw({ query: { pk: 'W#7', sk: { beginsWith: 'M#' } } });

  it('marks exactly what the query reads', () => {
    expect(picture.cards.flatMap(({ rows }) => rows.filter(({ read }) => read).map(({ sk }) => sk))).toEqual([
      'M#ada',
      'M#bo',
    ]);
    expect(picture.cards.map(({ readCount }) => readCount)).toEqual([2, 0]);
  });

  it('says the same in words, in the order in which the query returns', () => {
    expect(picture.equivalent).toBe(
      'The table holds 5 items in 2 item collections. The query reads 2 of 5 items in W#7: M#ada, M#bo.',
    );
    expect(draw({ query: { pk: 'W#7', forward: false, limit: 1 } }).equivalent).toMatch(
      /reads 1 of 5 items in W#7: M#bo\.$/,
    );
  });

  it('names the partition alone where there is no sort key', () => {
    const items = [{ id: 'b-1' }, { id: 'b-2' }];
    const { equivalent } = draw({ keys: { pk: 'id' }, items, query: { pk: 'b-2' } });
    expect(equivalent).toMatch(/The query reads 1 of 2 items, in b-2\.$/);
  });

  it('says so when it reads nothing', () => {
    expect(draw({ query: { pk: 'W#0' } }).equivalent).toMatch(/The query reads none of the 5 items\.$/);
  });
});

describe('the place of the cards', () => {
  it('is side by side while rows are short, and below each other when one is long', () => {
    const long = {
      pk: 'W#9',
      sk: 'M#zoe',
      type: 'Member',
      note: 'prefers the night shift and the quiet desk',
    };
    expect([draw().isWide, draw({ items: [...harbour, long] }).isWide]).toEqual([false, true]);
  });
});

describe('a picture of an index', () => {
  const picture = draw({ index: { name: 'byMail', pk: 'mail' } });

  it('has the index’s key, and the table’s key among the attributes', () => {
    expect(picture.cards[0]).toMatchObject({ pk: 'bo@example.org' });
    expect(picture.cards[0]?.rows[0]?.attributes.map(({ name }) => name)).toEqual(['pk', 'sk', 'name']);
  });

  it('says which items are not in it', () => {
    expect(picture.equivalent).toBe(
      'The index byMail holds 2 items in 2 item collections. 3 items of the table lack mail and so are not in it.',
    );
  });

  it('keeps the colours of the table, and lists only the kinds that it shows', () => {
    const inTable = draw().cards[0]?.rows[2]?.entity;
    expect(picture.cards[0]?.rows[0]?.entity).toEqual(inTable);
    expect(picture.entities).toEqual([inTable]);
  });
});
