import type { Door, JsonObject, WireReply, WireRequest } from '@keysmith/table/door';
import { reportsCapacity, unitsOf, withoutAddedCapacity } from './capacity.ts';
import { describeRequest } from './describe.ts';
import { tablesOf, type TableLookup } from './tables.ts';
import type { RecordedRequest } from './trace.ts';

/**
 * A door that remembers every request that passes. It sits on the table's side of the SDK's client, so it sees what
 * was sent, whatever the learner's code says about it, and works the same with a process boundary in between.
 */
export interface Recorder extends Door {
  /** Requests so far, in the order in which they were answered. */
  readonly requests: readonly RecordedRequest[];
}

export function createRecorder(
  door: Door,
  lookup: TableLookup,
  onRequest?: (request: RecordedRequest) => void,
): Recorder {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    async send(request) {
      const reply = await door.send(withCapacityAsked(request));
      const recorded = new Recorded(request, reply, lookup);
      requests.push(recorded);
      onRequest?.(recorded);
      if (!reportsCapacity(request.operation)) return reply;
      return { ...reply, body: withoutAddedCapacity(reply.body, request.input['ReturnConsumedCapacity']) };
    },
  };
}

function withCapacityAsked(request: WireRequest): WireRequest {
  if (!reportsCapacity(request.operation)) return request;
  return { ...request, input: { ...request.input, ReturnConsumedCapacity: 'INDEXES' } };
}

/**
 * One request and its reply. What they come to is worked out when somebody asks: most requests fill tables, and nobody
 * looks at them.
 */
class Recorded implements RecordedRequest {
  readonly operation: string;
  readonly input: JsonObject;
  readonly reply: JsonObject;
  readonly #request: WireRequest;
  readonly #reply: WireReply;
  readonly #lookup: TableLookup;

  constructor(request: WireRequest, reply: WireReply, lookup: TableLookup) {
    this.operation = request.operation;
    this.input = request.input;
    this.reply = reply.body;
    this.#request = request;
    this.#reply = reply;
    this.#lookup = lookup;
  }

  get table(): string {
    const tables = tablesOf(this.input);
    return tables.length === 1
      ? (this.#lookup(tables[0] as string)?.logicalName ?? (tables[0] as string))
      : '';
  }

  get index(): string | undefined {
    const index = this.input['IndexName'];
    return typeof index === 'string' ? index : undefined;
  }

  get detail(): string {
    return describeRequest(this.operation, this.input, this.#lookup);
  }

  get scanned(): number | undefined {
    return itemCounts(this.operation, this.reply).scanned;
  }

  get returned(): number | undefined {
    return itemCounts(this.operation, this.reply).returned;
  }

  get readUnits(): number {
    return unitsOf(this.#request, this.#reply).readUnits;
  }

  get writeUnits(): number {
    return unitsOf(this.#request, this.#reply).writeUnits;
  }

  get error(): string | undefined {
    return this.#reply.status === 200 ? undefined : errorName(this.reply);
  }
}

/** Items read and returned. For reads by key both are the items found; DynamoDB counts them only for Query and Scan. */
function itemCounts(
  operation: string,
  body: JsonObject,
): { readonly scanned?: number; readonly returned?: number } {
  if (operation === 'Query' || operation === 'Scan') {
    return { scanned: Number(body['ScannedCount'] ?? 0), returned: Number(body['Count'] ?? 0) };
  }
  const found = itemsFound(operation, body);
  return found === undefined ? {} : { scanned: found, returned: found };
}

function itemsFound(operation: string, body: JsonObject): number | undefined {
  if (operation === 'GetItem') return body['Item'] === undefined ? 0 : 1;
  if (operation === 'BatchGetItem') {
    const responses = Object.values((body['Responses'] ?? {}) as JsonObject);
    return responses.reduce<number>((total, items) => total + (Array.isArray(items) ? items.length : 0), 0);
  }
  if (operation === 'TransactGetItems') {
    const responses = (body['Responses'] ?? []) as readonly JsonObject[];
    return responses.filter((response) => response['Item'] !== undefined).length;
  }
  return undefined;
}

/** "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException" → "ConditionalCheckFailedException". */
function errorName(body: JsonObject): string {
  return String(body['__type'] ?? 'UnknownError').replace(/^.*#/, '');
}
