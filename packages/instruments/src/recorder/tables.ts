import type { JsonObject } from '@keysmith/table/door';
import type { Tables } from '../context.ts';

/** What a request needs to be told in the exercise's words: logical names and key attributes by real table name. */
export interface TableInfo {
  readonly logicalName: string;
  /** Partition key, then the sort key if there is one. */
  readonly keys: readonly string[];
}

/** Finds a table's info by the name in a request. */
export type TableLookup = (realName: string) => TableInfo | undefined;

/** Builds the lookup from the learner's definitions and the names that the tables got. */
export function tableLookup(definitions: Tables, names: Readonly<Record<string, string>>): TableLookup {
  const infos = new Map<string, TableInfo>();
  for (const [logicalName, definition] of Object.entries(definitions)) {
    const schema = [...(definition.KeySchema ?? [])].sort((a) => (a.KeyType === 'HASH' ? -1 : 1));
    const keys = schema.flatMap(({ AttributeName }) => (AttributeName === undefined ? [] : [AttributeName]));
    infos.set(names[logicalName] ?? logicalName, { logicalName, keys });
  }
  return (realName) => infos.get(realName);
}

/** Real names of the tables that a request touches, each once, in order of appearance. */
export function tablesOf(input: JsonObject): string[] {
  if (typeof input['TableName'] === 'string') return [input['TableName']];
  if (isObject(input['RequestItems'])) return Object.keys(input['RequestItems']);
  const names = new Set<string>();
  for (const [, action] of transactActions(input)) {
    if (typeof action['TableName'] === 'string') names.add(action['TableName']);
  }
  return [...names];
}

/** The actions of a transaction with their kinds: ["Put", {…}], ["ConditionCheck", {…}]. */
export function transactActions(input: JsonObject): [string, JsonObject][] {
  const items = Array.isArray(input['TransactItems']) ? (input['TransactItems'] as unknown[]) : [];
  return items.flatMap((item) =>
    isObject(item)
      ? Object.entries(item).flatMap(([kind, action]): [string, JsonObject][] =>
          isObject(action) ? [[kind, action]] : [],
        )
      : [],
  );
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
