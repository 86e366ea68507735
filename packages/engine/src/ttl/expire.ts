import { type Database, settled } from '../database.ts';
import type { TableState } from '../storage/table-state.ts';
import { keyItem } from '../storage/schema.ts';
import { newBag } from '../values/bag.ts';
import type { Item } from '../values/types.ts';

/** Source: "Using time to live": values more than five years in the past never expire. */
const TOO_OLD_S = 5 * 365 * 24 * 60 * 60;

export interface Expired {
  readonly table: string;
  readonly key: Item;
}

function isDue(item: Item, attribute: string, nowS: number): boolean {
  const text = item[attribute]?.N;
  if (text === undefined) return false;
  const expiresS = Number(text);
  return expiresS <= nowS && expiresS >= nowS - TOO_OLD_S;
}

/**
 * Deletes what is due, as the service's own process: it costs nothing, reaches the indexes, and its stream records
 * carry the service's identity. The service gives no deadline; here nothing happens until somebody asks.
 */
export function expireDue(database: Database, tableName: string | undefined): Expired[] {
  const names = tableName === undefined ? [...database.tables.keys()] : [tableName];
  return names.flatMap((name) => {
    const table = settled(database, name);
    return table?.ttl?.enabled ? expireTable(database, table, table.ttl.attribute) : [];
  });
}

function expireTable(database: Database, table: TableState, attribute: string): Expired[] {
  const nowS = Math.floor(database.clock.now() / 1000);
  const due = [...table.store.items()].filter(({ item }) => isDue(item, attribute, nowS));
  return due.map((before) => {
    const plan = table.store.plan(table.keyOf(before.item), before, undefined);
    table.store.apply(plan, true);
    return { table: table.name, key: keyItem(table.schema, before.item, newBag()) };
  });
}
