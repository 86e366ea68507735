import { Consumption } from '../capacity/consumption.ts';
import type { Database } from '../database.ts';
import { DynamoError, ValidationException } from '../errors.ts';
import { throttled } from '../faults/control.ts';
import {
  attributes,
  consumedCapacity,
  type Field,
  itemCollectionMetrics,
  listOf,
  required,
  type Shape,
  struct,
} from '../validation/shape.ts';
import type { JsonObject } from '../values/types.ts';
import { readDelete } from '../writes/prepare-keyed.ts';
import { readPut } from '../writes/prepare-put.ts';
import { commitWrite, type PreparedWrite, type ReadWrite } from '../writes/prepared.ts';
import { collectionMetrics } from '../writes/reply.ts';
import { operation } from './operation.ts';

interface WriteRequest {
  readonly PutRequest?: { readonly Item: unknown };
  readonly DeleteRequest?: { readonly Key: unknown };
}
interface Input {
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

/** Source: API reference of BatchWriteItem. */
const WRITES_MAX = 25;

const writeRequest = struct({
  PutRequest: struct({ Item: required(attributes) }),
  DeleteRequest: struct({ Key: required(attributes) }),
});
const requestItems: Field = {
  type: 'map',
  of: listOf(writeRequest, { min: 1, max: WRITES_MAX }),
  required: true,
  min: 1,
  max: WRITES_MAX,
};
const shape: Shape = {
  ReturnConsumedCapacity: consumedCapacity,
  ReturnItemCollectionMetrics: itemCollectionMetrics,
  RequestItems: requestItems,
};

interface PreparedRequest {
  readonly name: string;
  readonly request: WriteRequest;
  readonly write: PreparedWrite;
}

function readOne(TableName: string, request: WriteRequest): ReadWrite {
  const { PutRequest, DeleteRequest } = request;
  if ((PutRequest == null) === (DeleteRequest == null)) {
    throw new ValidationException(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  if (PutRequest != null) return readPut({ TableName, Item: PutRequest.Item }, true);
  return readDelete({ TableName, Key: DeleteRequest!.Key });
}

function prepare(database: Database, input: Input): PreparedRequest[] {
  const names = Object.keys(input.RequestItems);
  const count = names.reduce((sum, name) => sum + input.RequestItems[name]!.length, 0);
  if (count > WRITES_MAX)
    throw new ValidationException('Too many items requested for the BatchWriteItem call');
  const read = names.flatMap((name) =>
    input.RequestItems[name]!.map((request) => ({ name, request, resolve: readOne(name, request) })),
  );
  const prepared: PreparedRequest[] = [];
  for (const { name, request, resolve } of read) {
    const write = resolve(database);
    // There are 25 at most: comparing each with each takes less time than making a text of every key.
    if (prepared.some((other) => isSameItem(other.write, write)))
      throw new ValidationException('Provided list of item keys contains duplicates');
    prepared.push({ name, request, write });
  }
  return prepared;
}

function isSameItem(one: PreparedWrite, other: PreparedWrite): boolean {
  const { partition, sort } = one.key;
  return one.table === other.table && partition === other.key.partition && sort === other.key.sort;
}

/** How many writes of each table a fault lets through; tables that are not in the map take all. */
function allowances(database: Database, requests: readonly PreparedRequest[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const name of new Set(requests.map((request) => request.name))) {
    const count = requests.filter((request) => request.name === name).length;
    if (database.faults.strikes('throttle', name)) left.set(name, 0);
    else if (database.faults.strikes('unprocessed', name))
      left.set(name, database.faults.keeps('unprocessed', count));
  }
  return left;
}

const THROTTLING = new Set(['ProvisionedThroughputExceededException', 'ThrottlingException']);

/** False where the write was throttled. A bad write fails the batch: the service has checked all of them before. */
function tryWrite(database: Database, write: PreparedWrite, consumption: Consumption): boolean {
  try {
    commitWrite(database, write, consumption);
    return true;
  } catch (error) {
    if (error instanceof DynamoError && THROTTLING.has(error.name)) return false;
    throw error;
  }
}

export const batchWriteItem = operation<Input>(shape, (database, input) => {
  const requests = prepare(database, input);
  for (const { write } of requests) write.judge?.();
  const consumption = new Consumption();
  const left = allowances(database, requests);
  const UnprocessedItems: Record<string, WriteRequest[]> = {};
  const metrics: Record<string, JsonObject[]> = {};
  let processed = 0;
  for (const { name, request, write } of requests) {
    const allowed = left.get(name);
    if (allowed !== undefined) left.set(name, allowed - 1);
    if ((allowed === undefined || allowed > 0) && tryWrite(database, write, consumption)) {
      processed++;
      const metric = collectionMetrics(input.ReturnItemCollectionMetrics, write);
      if (metric !== undefined) (metrics[name] ??= []).push(metric);
    } else (UnprocessedItems[name] ??= []).push(request);
  }
  if (processed === 0) throw throttled();
  const reply: JsonObject = { UnprocessedItems };
  if (Object.keys(metrics).length > 0) reply['ItemCollectionMetrics'] = metrics;
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
});
