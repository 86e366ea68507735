import { attributeText } from './attribute-text.ts';
import { colourEntities, entityNameOf, type Entity } from './entity.ts';
import { printKeyValue, type KeyValue } from './key-value.ts';
import { runQuery, type KeyQuery } from './key-query.ts';
import { TablePictureError } from './picture-error.ts';
import {
  baseRowsOf,
  viewOf,
  type IndexNames,
  type Item,
  type KeyNames,
  type TableView,
  type ViewRow,
} from './table-view.ts';

/** What an author writes: `<TablePicture name keys items query index caption />`. */
export interface PictureInput {
  readonly name: string;
  readonly keys: KeyNames;
  readonly items: readonly Item[];
  readonly query?: KeyQuery | undefined;
  readonly index?: IndexNames | undefined;
}

export interface PictureRow {
  readonly sk: string;
  readonly entity: Entity;
  /** Every attribute that is no key of this view, in the item's own order. */
  readonly attributes: readonly { readonly name: string; readonly text: string }[];
  /** Whether the query reads this item. */
  readonly read: boolean;
}

export interface PictureCard {
  readonly pk: string;
  readonly rows: readonly PictureRow[];
  readonly readCount: number;
}

/** All that a renderer needs: text only, nothing left to decide. */
export interface Picture {
  readonly pkNames: string;
  readonly skNames: string;
  readonly cards: readonly PictureCard[];
  readonly entities: readonly Entity[];
  /** The query in DynamoDB's terms; absent without a query. */
  readonly queryText?: string;
  /** The same content as a sentence or two, for readers who do not see the picture. */
  readonly equivalent: string;
}

/** Draws a table or an index, with what a query reads in it, from data alone. */
export function drawPicture(input: PictureInput): Picture {
  refuseNonsense(input);
  const view = viewOf(input);
  const result = input.query && runQuery(input.name, view, input.query);
  const read = new Set(result?.rows);
  const entityOf = entitiesOf(input);
  const keyNames = new Set([...view.pk, ...view.sk]);

  const cards = view.collections.map((collection) => ({
    pk: printKey(collection.pk),
    readCount: collection.rows.filter((row) => read.has(row)).length,
    rows: collection.rows.map((row) => ({
      sk: printKey(row.sk),
      entity: entityOf(row.item),
      attributes: attributesOf(row.item, keyNames),
      read: read.has(row),
    })),
  }));
  return {
    pkNames: view.pk.join(' + '),
    skNames: view.sk.join(' + '),
    cards,
    entities: [...new Set(input.items.map(entityOf))].filter((entity) =>
      cards.some(({ rows }) => rows.some((row) => row.entity === entity)),
    ),
    ...(result && { queryText: result.text }),
    equivalent: equivalentOf(view, result?.rows, input.index),
  };
}

/** Colours come from the base table, so that a table and its indexes show one kind of item in one colour. */
function entitiesOf(input: PictureInput): (item: Item) => Entity {
  const rows = baseRowsOf(input);
  const colours = colourEntities(rows);
  const entities = new Map(rows.map((row) => [row.item, colours.get(entityNameOf(row))]));
  return (item) => entities.get(item) ?? { name: 'item', colour: 1 };
}

/** "The query reads 3 of 9 items: W#7 / M#ada, …". */
function equivalentOf(
  view: TableView,
  read: readonly ViewRow[] | undefined,
  index: IndexNames | undefined,
): string {
  const collections = count(view.collections.length, 'item collection');
  const where = index ? `The index ${index.name} holds` : 'The table holds';
  const sentences = [`${where} ${count(view.shown, 'item')} in ${collections}.`];
  if (view.leftOut > 0) {
    const lacking = view.leftOut === 1 ? 'item of the table lacks' : 'items of the table lack';
    const names = [...view.pk, ...view.sk].join(' or ');
    sentences.push(
      `${view.leftOut} ${lacking} ${names} and so ${view.leftOut === 1 ? 'is' : 'are'} not in it.`,
    );
  }
  if (read) {
    const list = read
      .map((row) => [printKey(row.pk), printKey(row.sk)].filter(Boolean).join(' / '))
      .join(', ');
    sentences.push(
      read.length === 0
        ? `The query reads none of the ${count(view.shown, 'item')}.`
        : `The query reads ${read.length} of ${count(view.shown, 'item')}: ${list}.`,
    );
  }
  return sentences.join(' ');
}

function attributesOf(item: Item, keyNames: ReadonlySet<string>): PictureRow['attributes'] {
  return Object.entries(item)
    .filter(([name, value]) => !keyNames.has(name) && name !== 'type' && value !== undefined)
    .map(([name, value]) => ({ name, text: attributeText(value) }));
}

function printKey(values: readonly KeyValue[]): string {
  return values.map(printKeyValue).join(' | ');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function refuseNonsense(input: PictureInput): void {
  const fits =
    Array.isArray(input.items) && input.items.every((item) => typeof item === 'object' && item !== null);
  if (!fits || input.items.length === 0) {
    throw new TablePictureError(
      input.name,
      '`items` is a list of at least one item.',
      'Write `export const items = [ … ]` above the picture and pass `items={items}`.',
    );
  }
}
