import { Consumption } from '../capacity/consumption.ts';
import { activeTable, type Database } from '../database.ts';
import { DynamoError, ValidationException } from '../errors.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import type { Projection } from '../expressions/projection.ts';
import { readProjection } from '../expressions/read.ts';
import { throttled } from '../faults/control.ts';
import { getOne } from '../reads/get-one.ts';
import { type EncodedKey, keyOfParameter, textOfKey } from '../storage/schema.ts';
import type { TableState } from '../storage/table-state.ts';
import { refuseLegacy } from '../validation/legacy.ts';
import {
  attributes,
  consumedCapacity,
  type Field,
  flag,
  listOf,
  required,
  type Shape,
  struct,
  text,
} from '../validation/shape.ts';
import { readItem } from '../values/codec.ts';
import type { Item, JsonObject } from '../values/types.ts';
import { operation } from './operation.ts';

interface TableRequest {
  readonly Keys: readonly unknown[];
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
}
interface Input {
  readonly RequestItems: Readonly<Record<string, TableRequest>>;
  readonly ReturnConsumedCapacity?: string;
}

/** Source: API reference of BatchGetItem. */
const KEYS_MAX = 100;
const REPLY_BYTES_MAX = 16 * 1024 * 1024;

const tableRequest = struct({
  Keys: required(listOf(attributes, { min: 1, max: KEYS_MAX })),
  ConsistentRead: flag,
  ProjectionExpression: text,
  ExpressionAttributeNames: attributes,
});
const requestItems: Field = { type: 'map', of: tableRequest, required: true, min: 1, max: KEYS_MAX };
const shape: Shape = { RequestItems: requestItems, ReturnConsumedCapacity: consumedCapacity };

interface PreparedGet {
  readonly name: string;
  readonly table: TableState;
  readonly request: TableRequest;
  readonly wireKey: unknown;
  readonly key: EncodedKey;
  readonly projection: Projection | undefined;
}

function prepareTable(request: TableRequest): { keys: Item[]; projection: Projection | undefined } {
  refuseLegacy(request as unknown as JsonObject);
  const names = { ExpressionAttributeNames: request.ExpressionAttributeNames };
  const placeholders = new Placeholders(names, { ProjectionExpression: request.ProjectionExpression });
  const projection = readProjection(request.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return { keys: request.Keys.map((key) => readItem(key, 'Key')), projection };
}

function prepare(database: Database, input: Input): PreparedGet[] {
  const names = Object.keys(input.RequestItems);
  const count = names.reduce((sum, name) => sum + input.RequestItems[name]!.Keys.length, 0);
  if (count > KEYS_MAX) throw new ValidationException('Too many items requested for the BatchGetItem call');
  const read = names.map((name) => ({ name, ...prepareTable(input.RequestItems[name]!) }));
  return read.flatMap(({ name, keys, projection }) => {
    const table = activeTable(database, name);
    const seen = new Set<string>();
    const request = input.RequestItems[name]!;
    return keys.map((key, at) => {
      const encoded = keyOfParameter(table.schema, key);
      const identity = textOfKey(encoded);
      if (seen.has(identity)) throw new ValidationException('Provided list of item keys contains duplicates');
      seen.add(identity);
      return { name, table, request, wireKey: request.Keys[at], key: encoded, projection };
    });
  });
}

/** Whether this key is left unprocessed: the reply is full, a fault says so, or its partition is over its limit. */
class Fill {
  bytes = 0;
  private readonly left = new Map<string, number>();
  private readonly database: Database;

  constructor(database: Database, gets: readonly PreparedGet[]) {
    this.database = database;
    for (const name of new Set(gets.map((get) => get.name))) {
      const count = gets.filter((get) => get.name === name).length;
      if (database.faults.strikes('throttle', name)) this.left.set(name, 0);
      else if (database.faults.strikes('unprocessed', name))
        this.left.set(name, database.faults.keeps('unprocessed', count));
    }
  }

  read(get: PreparedGet, consumption: Consumption): { item: Item | undefined } | undefined {
    const left = this.left.get(get.name);
    if (left !== undefined) this.left.set(get.name, left - 1);
    if ((left !== undefined && left <= 0) || this.bytes > REPLY_BYTES_MAX) return undefined;
    try {
      const one = { ...get, consistent: get.request.ConsistentRead === true };
      const { found, item } = getOne(this.database, one, consumption);
      this.bytes += found?.size ?? 0;
      return this.bytes > REPLY_BYTES_MAX ? undefined : { item };
    } catch (error) {
      if (error instanceof DynamoError) return undefined;
      throw error;
    }
  }
}

export const batchGetItem = operation<Input>(shape, (database, input) => {
  const gets = prepare(database, input);
  const consumption = new Consumption();
  const fill = new Fill(database, gets);
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, TableRequest & { Keys: unknown[] }> = {};
  let processed = 0;
  for (const get of gets) {
    Responses[get.name] ??= [];
    const result = fill.read(get, consumption);
    if (result === undefined) {
      UnprocessedKeys[get.name] ??= { ...get.request, Keys: [] };
      UnprocessedKeys[get.name]!.Keys.push(get.wireKey);
    } else {
      processed++;
      if (result.item !== undefined) Responses[get.name]!.push(result.item);
    }
  }
  // Source: API reference: a batch of which nothing at all can be processed is refused.
  if (processed === 0) throw throttled();
  const reply: JsonObject = { Responses, UnprocessedKeys };
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
});
