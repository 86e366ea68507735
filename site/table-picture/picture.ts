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
  /** Kinds of item that earlier pictures of the page have named; they keep their colours. */
  readonly knownKinds?: readonly string[] | undefined;
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

/** Characters of a row that fit into a card when two stand side by side. */
const NARROW_ROW_MAX = 50;

/** All that a renderer needs: text only, nothing left to decide. */
export interface Picture {
  readonly pkNames: string;
  readonly skNames: string;
  readonly cards: readonly PictureCard[];
  /** The kinds of item that it shows. */
  readonly entities: readonly Entity[];
  /** All kinds that the page has named by now, to be known to its next picture. */
  readonly kinds: readonly string[];
  /** Whether a row is so long that cards stand below each other instead of side by side. */
  readonly isWide: boolean;
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
  const { entityOf, kinds } = entitiesOf(input);
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
    kinds,
    isWide: cards.some(({ rows }) => rows.some((row) => lengthOf(row) > NARROW_ROW_MAX)),
    ...(result && { queryText: result.text }),
    equivalent: equivalentOf(view, result?.rows, input.index),
  };
}

/** Colours come from the base table, so that a table and its indexes show one kind of item in one colour. */
function entitiesOf(input: PictureInput) {
  const rows = baseRowsOf(input);
  const colours = colourEntities(rows, input.knownKinds);
  const entities = new Map(rows.map((row) => [row.item, colours.get(entityNameOf(row))]));
  return {
    entityOf: (item: Item): Entity => entities.get(item) ?? { name: 'item', colour: 1 },
    kinds: [...colours.keys()],
  };
}

function lengthOf({ sk, entity, attributes }: PictureRow): number {
  const texts = [sk, entity.name, ...attributes.flatMap(({ name, text }) => [name, text])];
  return texts.join(' ').length;
}

/** "The table holds 9 items in 2 item collections. The query reads 2 of 9 items in W#7: M#ada, M#bo." */
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
  if (read) sentences.push(readingOf(read, count(view.shown, 'item')));
  return sentences.join(' ');
}

/** What a query reads lies in one item collection, so its partition key is said once. */
function readingOf(read: readonly ViewRow[], all: string): string {
  const [first] = read;
  if (!first) return `The query reads none of the ${all}.`;
  const pk = printKey(first.pk);
  if (first.sk.length === 0) return `The query reads ${read.length} of ${all}, in ${pk}.`;
  return `The query reads ${read.length} of ${all} in ${pk}: ${read.map((row) => printKey(row.sk)).join(', ')}.`;
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
