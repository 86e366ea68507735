import { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import { activeTable, type Database } from '../database.ts';
import { KeyMismatchException, ValidationException } from '../errors.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { project, type Projection } from '../expressions/projection.ts';
import { readProjection } from '../expressions/read.ts';
import { type EncodedKey, keyOfParameter } from '../storage/schema.ts';
import type { TableState } from '../storage/table-state.ts';
import { cancelled, CONFLICT, type Reason, reasonOf } from '../transactions/cancellation.ts';
import {
  attributes,
  consumedCapacity,
  listOf,
  required,
  type Shape,
  struct,
  tableName,
  text,
} from '../validation/shape.ts';
import { readItem } from '../values/codec.ts';
import type { Item, JsonObject } from '../values/types.ts';
import { operation } from './operation.ts';
import { refuseSameItem, TRANSACTION_BYTES_MAX, TRANSACTION_FACTOR } from '../transactions/commit.ts';
import { ACTIONS_MAX } from './transact-write-items.ts';

interface Get {
  readonly TableName: string;
  readonly Key: unknown;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
}
interface Input {
  readonly TransactItems: readonly { readonly Get: Get }[];
  readonly ReturnConsumedCapacity?: string;
}

const get = struct({
  TableName: tableName,
  Key: required(attributes),
  ProjectionExpression: text,
  ExpressionAttributeNames: attributes,
});
const shape: Shape = {
  TransactItems: required(listOf(struct({ Get: required(get) }), { min: 1, max: ACTIONS_MAX })),
  ReturnConsumedCapacity: consumedCapacity,
};

interface ReadGet {
  readonly tableName: string;
  readonly key: Item;
  readonly projection: Projection | undefined;
}
interface PreparedGet extends ReadGet {
  readonly table: TableState;
}

/** Key values and projections are read before any table is looked up. */
function readGet({ Get }: { readonly Get: Get }): ReadGet {
  const key = readItem(Get.Key, 'Key');
  const names = { ExpressionAttributeNames: Get.ExpressionAttributeNames };
  const placeholders = new Placeholders(names, { ProjectionExpression: Get.ProjectionExpression });
  const projection = readProjection(Get.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return { tableName: Get.TableName, key, projection };
}

/** A key that does not fit its table is a reason for cancellation here, not an error of the request. */
function encodeKey(database: Database, { table, key }: PreparedGet): EncodedKey | Reason {
  try {
    const encoded = keyOfParameter(table.schema, key);
    if (database.faults.strikes('conflict', table.name)) return CONFLICT;
    database.faults.admit({ table, partition: encoded.partition, direction: 'read' });
    return encoded;
  } catch (error) {
    const reason = reasonOf(error);
    const isError = error instanceof ValidationException && !(error instanceof KeyMismatchException);
    if (reason === undefined || isError) throw error;
    return reason;
  }
}

function encodeKeys(database: Database, gets: readonly PreparedGet[]): EncodedKey[] {
  const reasons: (Reason | undefined)[] = gets.map(() => undefined);
  const keys: EncodedKey[] = [];
  for (const [at, get] of gets.entries()) {
    const encoded = encodeKey(database, get);
    if (!('code' in encoded)) {
      keys.push(encoded);
      continue;
    }
    reasons[at] = encoded;
    if (encoded.code === 'ValidationError') break;
  }
  if (reasons.some((reason) => reason !== undefined)) throw cancelled(reasons);
  return keys;
}

export const transactGetItems = operation<Input>(shape, (database, input) => {
  const reads = input.TransactItems.map(readGet);
  const gets = reads.map((read) => ({ ...read, table: activeTable(database, read.tableName) }));
  const keys = encodeKeys(database, gets);
  refuseSameItem(gets.map(({ table }, at) => ({ table, key: keys[at]! })));
  const consumption = new Consumption(true);
  let bytes = 0;
  const Responses = gets.map(({ table, projection }, at) => {
    const key = keys[at]!;
    const found = table.store.get(key);
    bytes += found?.size ?? 0;
    const units = readUnits(found?.size ?? 0, true) * TRANSACTION_FACTOR;
    consumption.read(table, units);
    database.faults.charge({ table, partition: key.partition, direction: 'read' }, units);
    if (found === undefined) return {};
    return { Item: projection ? project(found.item, projection) : found.item };
  });
  if (bytes > TRANSACTION_BYTES_MAX) {
    throw new ValidationException(
      'Collection of items in transaction get request exceeds the maximum size of 4 MB',
    );
  }
  const reply: JsonObject = { Responses };
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
});
