import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from './clients.ts';
import type { Door, JsonObject, JsonValue } from './door.ts';
import { TableError } from './errors.ts';

const wireTypes = new Set(['S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'BOOL', 'NULL']);

/**
 * Puts items into tables and tells how many. Three forms are understood, in JSON:
 *
 * - a list of items, or what Scan and Query return (`{"Items": [...]}`), for the table of that name;
 * - `{"orders": [...], "customers": [...]}`: a list for each table;
 * - the request of BatchWriteItem: `{"orders": [{"PutRequest": {"Item": {...}}}]}`.
 *
 * An item may be written plainly (`{"pk": "a", "n": 1}`) or in wire form (`{"pk": {"S": "a"}, "n": {"N": "1"}}`).
 *
 * @param only The table for items that name none; undefined when there is not exactly one.
 * @throws {TableError} 'table.bad-items' with the place when a part is none of these, or the table refuses an item.
 */
export async function loadItems(door: Door, document: unknown, only: string | undefined): Promise<number> {
  let count = 0;
  for (const [table, items] of listsIn(document, only)) {
    for (const [at, item] of items.entries()) await putItem(door, { table, item, at });
    count += items.length;
  }
  return count;
}

function listsIn(document: unknown, only: string | undefined): (readonly [string, readonly unknown[]])[] {
  if (Array.isArray(document)) return [[nameOf(only), document]];
  if (!isObject(document)) throw badItems('The file holds neither a list nor an object.');
  const { Items } = document;
  if (Array.isArray(Items)) return [[nameOf(only), Items]];
  return Object.entries(document).map(([table, items]) => {
    if (Array.isArray(items)) return [table, items] as const;
    throw badItems(`"${table}" is no list of items.`);
  });
}

function nameOf(only: string | undefined): string {
  if (only !== undefined) return only;
  throw badItems('The items name no table, and there is not exactly one to put them into.');
}

interface Placed {
  readonly table: string;
  readonly item: unknown;
  readonly at: number;
}

async function putItem(door: Door, { table, item: given, at }: Placed): Promise<void> {
  const place = `Item ${at} of the table "${table}"`;
  const item = itemIn(given);
  if (item === undefined) throw badItems(`${place} is no JSON object.`);
  try {
    if (isWireItem(item)) await putWire(door, table, item);
    else await documentClient(door).send(new PutCommand({ TableName: table, Item: item }));
  } catch (error) {
    throw badItems(`${place} was refused: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function itemIn(given: unknown): JsonObject | undefined {
  if (!isObject(given)) return undefined;
  const { PutRequest } = given;
  if (isObject(PutRequest) && isObject(PutRequest['Item'])) return PutRequest['Item'];
  return given;
}

async function putWire(door: Door, TableName: string, Item: JsonObject): Promise<void> {
  const { status, body } = await door.send({ operation: 'PutItem', input: { TableName, Item } });
  if (status >= 400) throw new Error(String(body['message'] ?? body['__type']));
}

/** Every attribute is an object with one member that is named like a type. A plain item's key is text or a number. */
function isWireItem(item: JsonObject): boolean {
  const values = Object.values(item);
  return values.length > 0 && values.every(isWireValue);
}

function isWireValue(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  const names = Object.keys(value);
  return names.length === 1 && wireTypes.has(names[0] ?? '');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badItems(what: string): TableError {
  return new TableError(
    'table.bad-items',
    `${what} Write a list of items for the only table, or {"<table's name>": [items]}; ` +
      'an item is plain JSON or has the wire form {"<attribute>": {"S": "<text>"}}.',
  );
}
