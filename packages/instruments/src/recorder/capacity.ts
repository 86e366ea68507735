import type { JsonObject, JsonValue, WireReply, WireRequest } from '@keysmith/table/door';
import { isObject, transactActions } from './tables.ts';

/** Read and write units of one request. */
export interface Units {
  readonly readUnits: number;
  readonly writeUnits: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Whether the operation reports consumed capacity when it is asked to. */
export function reportsCapacity(operation: string): boolean {
  return READS.has(operation) || WRITES.has(operation);
}

/** Units of a request from its reply, which must have been asked for `ReturnConsumedCapacity: INDEXES`. */
export function unitsOf(request: WireRequest, reply: WireReply): Units {
  if (reply.status !== 200) return unitsOfRefusal(request, reply);
  const entries = capacityEntries(reply.body['ConsumedCapacity']);
  const read = READS.has(request.operation);
  let readUnits = 0;
  let writeUnits = 0;
  for (const entry of entries) {
    // A retried transaction with the same token reports read units although it is a write.
    const reads = entry['ReadCapacityUnits'];
    const writes = entry['WriteCapacityUnits'];
    if (typeof reads === 'number' || typeof writes === 'number') {
      readUnits += Number(reads ?? 0);
      writeUnits += Number(writes ?? 0);
    } else if (read) readUnits += Number(entry['CapacityUnits'] ?? 0);
    else writeUnits += Number(entry['CapacityUnits'] ?? 0);
  }
  if (request.operation === 'TransactWriteItems' && writeUnits > 0) {
    // DynamoDB Local reports one action's units whatever their number; the service adds up all of them.
    writeUnits = Math.max(writeUnits, leastUnitsOfTransaction(request));
  }
  return { readUnits, writeUnits };
}

/** Two units for every action, a condition check included, even if its item is small or absent. */
function leastUnitsOfTransaction(request: WireRequest): number {
  return 2 * transactActions(request.input).length;
}

/**
 * A failed condition is charged like the write it refused, but its reply carries no capacity. What is certain is the
 * least: one unit for a write, two for every action of a transaction. (Developer guide, "Capacity unit consumption
 * for writes".) Any other refusal costs nothing.
 */
function unitsOfRefusal(request: WireRequest, reply: WireReply): Units {
  const error = String(reply.body['__type'] ?? '');
  if (error.endsWith('#ConditionalCheckFailedException')) return { readUnits: 0, writeUnits: 1 };
  if (error.endsWith('#TransactionCanceledException') && WRITES.has(request.operation)) {
    return { readUnits: 0, writeUnits: leastUnitsOfTransaction(request) };
  }
  return { readUnits: 0, writeUnits: 0 };
}

function capacityEntries(value: JsonValue | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The reply as it would be had the recorder not asked for capacity: without it, or with the detail that was asked for. */
export function withoutAddedCapacity(body: JsonObject, asked: JsonValue | undefined): JsonObject {
  if (asked === 'INDEXES' || body['ConsumedCapacity'] === undefined) return body;
  const { ConsumedCapacity, ...rest } = body;
  if (asked !== 'TOTAL') return rest;
  const total = (entry: JsonObject): JsonObject => {
    const {
      Table: _table,
      LocalSecondaryIndexes: _local,
      GlobalSecondaryIndexes: _global,
      ...totals
    } = entry;
    return totals;
  };
  const entries = capacityEntries(ConsumedCapacity).map(total);
  return { ...rest, ConsumedCapacity: Array.isArray(ConsumedCapacity) ? entries : (entries[0] ?? {}) };
}
