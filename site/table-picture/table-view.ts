import {
  compareKeyLists,
  isKeyValue,
  keyTypeOf,
  printKeyValue,
  type KeyType,
  type KeyValue,
} from './key-value.ts';
import { TablePictureError } from './picture-error.ts';

export type Item = Readonly<Record<string, unknown>>;

/** Attribute names of a key as an author writes them: one name or, for an index, up to four. */
export interface KeyNames {
  readonly pk: string | readonly string[];
  readonly sk?: string | readonly string[];
}

export interface IndexNames extends KeyNames {
  readonly name: string;
}

/** What a picture shows: a table, or one of its indexes. */
export interface ViewSource {
  /** The picture's name, for error messages. */
  readonly name: string;
  readonly keys: KeyNames;
  readonly index?: IndexNames | undefined;
  readonly items: readonly Item[];
}

/** One item in its place: the values of the view's key, and the item itself. */
export interface ViewRow {
  readonly pk: readonly KeyValue[];
  readonly sk: readonly KeyValue[];
  /** The item's key in the table; the same as `pk` and `sk` if the view is the table. */
  readonly baseKey: readonly KeyValue[];
  readonly item: Item;
}

/** All items with one partition key value, in the order of the sort key. */
export interface ItemCollection {
  readonly pk: readonly KeyValue[];
  readonly rows: readonly ViewRow[];
}

export interface TableView {
  /** Attribute names; `sk` is empty for a key of one part. */
  readonly pk: readonly string[];
  readonly sk: readonly string[];
  readonly collections: readonly ItemCollection[];
  /** Items in the view, and items of the table that lack a key attribute of the index and so are not in it. */
  readonly shown: number;
  readonly leftOut: number;
}

/** A multi-attribute key has at most this many attributes on each side. Source: CreateTable, KeySchema of an index. */
const KEY_ATTRIBUTES_MAX = 4;

/**
 * Groups items as DynamoDB does: by partition key into item collections, each in the order of the sort key. Item
 * collections stand in the order in which their first item was written down, since DynamoDB gives them none.
 *
 * @throws {TablePictureError} if the items could not stand in such a table.
 */
export function viewOf(source: ViewSource): TableView {
  const rows = baseRowsOf(source);
  if (!source.index) return group(namesOf(source, source.keys, 1), rows, 0);
  const index = namesOf(source, source.index, KEY_ATTRIBUTES_MAX);
  const indexed = rows
    .filter(({ item }) => [...index.pk, ...index.sk].every((name) => item[name] !== undefined))
    .map(({ item, baseKey }) => ({ ...rowOf(source, index, item), baseKey }));
  refuseMixedTypes(source, index, indexed);
  return group(index, indexed, source.items.length - indexed.length);
}

/**
 * The items in their places in the table, whatever view is asked for, in the order in which they were written down.
 *
 * @throws {TablePictureError} if the items could not stand in one table.
 */
export function baseRowsOf(source: ViewSource): readonly ViewRow[] {
  const base = namesOf(source, source.keys, 1);
  const rows = source.items.map((item) => rowOf(source, base, item));
  refuseMixedTypes(source, base, rows);
  refuseTwins(source, rows);
  return rows;
}

interface Names {
  readonly pk: readonly string[];
  readonly sk: readonly string[];
}

function namesOf(source: ViewSource, keys: KeyNames, attributesMax: number): Names {
  const names = { pk: [keys.pk].flat(), sk: keys.sk === undefined ? [] : [keys.sk].flat() };
  if (names.pk.length === 0 || names.pk.length > attributesMax || names.sk.length > attributesMax) {
    throw new TablePictureError(
      source.name,
      `A key names 1 to ${attributesMax} attribute(s) on each side; this one is ${JSON.stringify(keys)}.`,
      'Only an index may have several. Correct `keys` or `index`.',
    );
  }
  return names;
}

function rowOf(source: ViewSource, names: Names, item: Item): ViewRow {
  const valueOf = (name: string): KeyValue => {
    const value = item[name];
    if (isKeyValue(value)) return value;
    throw new TablePictureError(
      source.name,
      `A key attribute is a non-empty string, a number or binary; "${name}" is ${JSON.stringify(value) ?? 'missing'} in ${JSON.stringify(item)}.`,
      'Give the item that attribute, or correct `keys`.',
    );
  };
  const pk = names.pk.map(valueOf);
  const sk = names.sk.map(valueOf);
  return { pk, sk, baseKey: [...pk, ...sk], item };
}

function refuseTwins(source: ViewSource, rows: readonly ViewRow[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = row.baseKey.map(printKeyValue).join(' / ');
    if (seen.has(key)) {
      throw new TablePictureError(
        source.name,
        `Two items have the key ${key}; in DynamoDB the second replaces the first.`,
        'Take one of them out or change its key.',
      );
    }
    seen.add(key);
  }
}

function refuseMixedTypes(source: ViewSource, names: Names, rows: readonly ViewRow[]): void {
  const types = new Map<string, KeyType | undefined>();
  for (const { item } of rows) {
    for (const name of [...names.pk, ...names.sk]) {
      const type = keyTypeOf(item[name]);
      if ((types.get(name) ?? type) !== type) {
        throw new TablePictureError(
          source.name,
          `A key attribute has one type in the whole table; "${name}" is both ${types.get(name)} and ${type}.`,
          'Write all its values as strings, or all as numbers.',
        );
      }
      types.set(name, type);
    }
  }
}

function group(names: Names, rows: readonly ViewRow[], leftOut: number): TableView {
  const byPartition = new Map<string, ViewRow[]>();
  for (const row of rows) {
    const id = JSON.stringify(row.pk.map(printKeyValue));
    byPartition.set(id, [...(byPartition.get(id) ?? []), row]);
  }
  const collections = [...byPartition.values()].map((members) => ({
    pk: members[0]?.pk ?? [],
    rows: members.toSorted(compareRows),
  }));
  return { ...names, collections, shown: rows.length, leftOut };
}

/** Items that are equal in an index's key have no promised order; the table's key gives the picture a stable one. */
function compareRows(left: ViewRow, right: ViewRow): number {
  return compareKeyLists(left.sk, right.sk) || compareKeyLists(left.baseKey, right.baseKey);
}
