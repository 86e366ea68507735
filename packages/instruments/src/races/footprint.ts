import type { JsonObject, WireRequest } from '@keysmith/table/door';
import { isObject, tablesOf, transactActions, type TableLookup } from '../recorder/tables.ts';

/** A part of a table: one item, one item collection, or all of it where neither is known. */
export interface Place {
  readonly table: string;
  /** Partition key value as text. */
  readonly partition?: string;
  /** Sort key value as text; "" for a table without one. */
  readonly sort?: string;
  /** The whole key, where the place is one item. */
  readonly key?: JsonObject;
}

/** What a step reads and writes. Steps whose footprints do not meet give the same result in either order. */
export interface Footprint {
  readonly reads: readonly Place[];
  readonly writes: readonly Place[];
  /** Meets everything: the step lets time pass, or nobody knows what it touches. */
  readonly everything?: boolean;
}

export const EVERYTHING: Footprint = { reads: [], writes: [], everything: true };

/** Whether the order of two steps of different clients can matter. */
export function depend(a: Footprint, b: Footprint): boolean {
  if (a.everything === true || b.everything === true) return true;
  return meet(a.writes, b.writes) || meet(a.writes, b.reads) || meet(a.reads, b.writes);
}

/** The same where something looks at all tables after every step: then the order of any two writes shows. */
export function dependWhenWatched(a: Footprint, b: Footprint): boolean {
  return depend(a, b) || (a.writes.length > 0 && b.writes.length > 0);
}

function meet(some: readonly Place[], others: readonly Place[]): boolean {
  return some.some((one) => others.some((other) => overlap(one, other)));
}

function overlap(one: Place, other: Place): boolean {
  if (one.table !== other.table) return false;
  if (one.partition === undefined || other.partition === undefined) return true;
  if (one.partition !== other.partition) return false;
  return one.sort === undefined || other.sort === undefined || one.sort === other.sort;
}

export function footprintOf({ operation, input }: WireRequest, lookup: TableLookup): Footprint {
  switch (operation) {
    case 'GetItem':
      return { reads: [itemPlace(input, input['Key'], lookup)], writes: [] };
    case 'PutItem':
      return { reads: [], writes: [itemPlace(input, input['Item'], lookup)] };
    case 'UpdateItem':
    case 'DeleteItem':
      return { reads: [], writes: [itemPlace(input, input['Key'], lookup)] };
    case 'Query':
      return { reads: [queryPlace(input, lookup)], writes: [] };
    case 'Scan':
      return { reads: tablesOf(input).map((table) => ({ table })), writes: [] };
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return batchFootprint(input, lookup);
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return transactFootprint(input, lookup);
    default:
      return EVERYTHING;
  }
}

/** A query of a table reads one item collection; one of an index may read any item. */
function queryPlace(input: JsonObject, lookup: TableLookup): Place {
  const table = String(input['TableName']);
  const partitionKey = lookup(table)?.keys[0];
  if (input['IndexName'] !== undefined || partitionKey === undefined) return { table };
  const value = equalTo(input, partitionKey);
  return value === undefined ? { table } : { table, partition: textOf(value) };
}

/** The value that an attribute must equal by the key condition: `#pk = :pk AND …`. */
export function equalTo(input: JsonObject, attribute: string): unknown {
  const names = isObject(input['ExpressionAttributeNames']) ? input['ExpressionAttributeNames'] : {};
  const values = isObject(input['ExpressionAttributeValues']) ? input['ExpressionAttributeValues'] : {};
  const condition = String(input['KeyConditionExpression'] ?? '');
  for (const [, name, value] of condition.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if (name !== undefined && value !== undefined && (names[name] ?? name) === attribute)
      return values[value];
  }
  return undefined;
}

function itemPlace(action: JsonObject, item: unknown, lookup: TableLookup): Place {
  const table = String(action['TableName']);
  const keys = lookup(table)?.keys;
  if (keys === undefined || !isObject(item)) return { table };
  const key = Object.fromEntries(keys.map((name) => [name, item[name]]));
  return { table, key, partition: textOf(item[keys[0] as string]), sort: textOf(item[keys[1] ?? '']) };
}

function textOf(value: unknown): string {
  if (!isObject(value)) return '';
  // 1 and 1.0 are the same key. Two numbers that a float can't tell apart only cost a schedule more.
  return typeof value['N'] === 'string' ? `N${Number(value['N'])}` : JSON.stringify(value);
}

function batchFootprint(input: JsonObject, lookup: TableLookup): Footprint {
  const reads: Place[] = [];
  const writes: Place[] = [];
  const tables = isObject(input['RequestItems']) ? input['RequestItems'] : {};
  for (const [TableName, entry] of Object.entries(tables)) {
    if (isObject(entry)) {
      for (const key of entry['Keys'] as readonly unknown[])
        reads.push(itemPlace({ TableName }, key, lookup));
    } else {
      for (const write of entry as readonly JsonObject[])
        writes.push(itemPlace({ TableName }, itemOf(write), lookup));
    }
  }
  return { reads, writes };
}

function itemOf({ PutRequest, DeleteRequest }: JsonObject): unknown {
  if (isObject(PutRequest)) return PutRequest['Item'];
  return isObject(DeleteRequest) ? DeleteRequest['Key'] : undefined;
}

function transactFootprint(input: JsonObject, lookup: TableLookup): Footprint {
  const reads: Place[] = [];
  const writes: Place[] = [];
  for (const [kind, action] of transactActions(input)) {
    const place = itemPlace(action, action['Key'] ?? action['Item'], lookup);
    (kind === 'Get' || kind === 'ConditionCheck' ? reads : writes).push(place);
  }
  return { reads, writes };
}
