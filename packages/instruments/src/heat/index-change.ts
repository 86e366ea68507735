import { itemSizeBytes } from '@keysmith/engine/size';
import type { JsonObject } from '@keysmith/table/door';
import type { Tables } from '../context.ts';
import type { TableInfo } from '../recorder/tables.ts';

/** An item that a request names, before and after it; absent where there was none. */
export interface ItemChange {
  readonly table: string;
  readonly key: JsonObject;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

export interface GlobalIndex {
  readonly name: string;
  /** With the table: "main.byStatus". */
  readonly fullName: string;
  /** One, or up to four. */
  readonly partitionKeys: readonly string[];
  readonly keys: readonly string[];
  /** Attributes in the index; undefined where it has all. */
  readonly projected: ReadonlySet<string> | undefined;
}

/** The global indexes of a table by its definition. */
export function indexesOf(
  { logicalName, keys: tableKeys }: TableInfo,
  definition: Tables[string] | undefined,
): GlobalIndex[] {
  return (definition?.GlobalSecondaryIndexes ?? []).map(
    ({ IndexName = '', KeySchema = [], Projection = {} }) => {
      const keys = KeySchema.map(({ AttributeName = '' }) => AttributeName);
      const isAll = Projection.ProjectionType === 'ALL';
      return {
        name: IndexName,
        fullName: `${logicalName}.${IndexName}`,
        partitionKeys: keys.filter((_key, at) => KeySchema[at]?.KeyType === 'HASH'),
        keys,
        projected: isAll
          ? undefined
          : new Set([...tableKeys, ...keys, ...(Projection.NonKeyAttributes ?? [])]),
      };
    },
  );
}

/** How much of something belongs to one partition key value, which is several attribute values in some indexes. */
export interface Share {
  readonly key: readonly unknown[];
  readonly weight: number;
}

const WRITE_UNIT_BYTES = 1024;

/**
 * What a change of an item writes to an index: one entry, or two where the item leaves one key and comes to another.
 * Weights are units. Source: Developer Guide, "Using global secondary indexes", write capacity.
 */
export function indexChanges({ before, after }: ItemChange, index: GlobalIndex): Share[] {
  const [old, now] = [entryOf(before, index), entryOf(after, index)];
  const share = (entry: JsonObject | undefined, weight: number): Share[] =>
    entry === undefined ? [] : [{ key: index.partitionKeys.map((key) => entry[key]), weight }];
  if (textOf(old, index.keys) !== textOf(now, index.keys))
    return [...share(old, weightOf(old)), ...share(now, weightOf(now))];
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  return share(now, Math.max(weightOf(old), weightOf(now)));
}

/** The item as it is in the index; undefined if a key of the index is not there. */
function entryOf(item: JsonObject | undefined, { keys, projected }: GlobalIndex): JsonObject | undefined {
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  const attributes = Object.entries(item).filter(([name]) => projected?.has(name) ?? true);
  return Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textOf(entry: JsonObject | undefined, keys: readonly string[]): string | undefined {
  return entry && JSON.stringify(keys.map((key) => entry[key]));
}

function weightOf(entry: JsonObject | undefined): number {
  return entry === undefined ? 0 : Math.max(1, Math.ceil(itemSizeBytes(entry as never) / WRITE_UNIT_BYTES));
}
