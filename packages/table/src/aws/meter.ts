import type { JsonObject, JsonValue, WireReply, WireRequest } from '../door.ts';

const reads = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Adds up the units of the requests that it carries. */
export interface Meter {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Sends a request and counts it. The reply is as if nobody had counted. */
  count(request: WireRequest, send: (request: WireRequest) => Promise<WireReply>): Promise<WireReply>;
}

export function createMeter(): Meter {
  let readUnits = 0;
  let writeUnits = 0;
  return {
    get readUnits() {
      return readUnits;
    },
    get writeUnits() {
      return writeUnits;
    },
    async count(request, send) {
      const { operation, input } = request;
      if (!reads.has(operation) && !writes.has(operation)) return send(request);
      const asked = input['ReturnConsumedCapacity'];
      const isAsked = asked === 'TOTAL' || asked === 'INDEXES';
      const reply = await send(
        // A value that the service would refuse must reach it.
        isAsked || (asked !== undefined && asked !== 'NONE')
          ? request
          : { operation, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } },
      );
      for (const entry of entriesOf(reply.body['ConsumedCapacity'])) {
        const [read, written] = unitsOf(entry, reads.has(operation));
        readUnits += read;
        writeUnits += written;
      }
      writeUnits += unitsOfRefusal(request, reply);
      return isAsked ? reply : withoutCapacity(reply);
    },
  };
}

/** A transaction says which units are which: one whose token is repeated consumes read units. */
function unitsOf(entry: JsonObject, isRead: boolean): readonly [read: number, written: number] {
  const { CapacityUnits, ReadCapacityUnits, WriteCapacityUnits } = entry;
  if (ReadCapacityUnits !== undefined || WriteCapacityUnits !== undefined) {
    return [Number(ReadCapacityUnits ?? 0), Number(WriteCapacityUnits ?? 0)];
  }
  const units = Number(CapacityUnits ?? 0);
  return isRead ? [units, 0] : [0, units];
}

/**
 * A write that its condition refuses is charged, and its reply does not say how much: the least is counted, one unit,
 * or two for each action of a transaction. Source: "Capacity unit consumption for writes", Developer Guide.
 */
function unitsOfRefusal({ operation, input }: WireRequest, { status, body }: WireReply): number {
  if (status < 400 || !writes.has(operation)) return 0;
  const type = String(body['__type']);
  if (type.endsWith('#ConditionalCheckFailedException')) return 1;
  if (!type.endsWith('#TransactionCanceledException')) return 0;
  const actions = input['TransactItems'];
  return Array.isArray(actions) ? 2 * actions.length : 0;
}

function entriesOf(consumed: JsonValue | undefined): readonly JsonObject[] {
  if (typeof consumed !== 'object' || consumed === null) return [];
  return Array.isArray(consumed) ? (consumed as readonly JsonObject[]) : [consumed as JsonObject];
}

function withoutCapacity({ status, body }: WireReply): WireReply {
  const { ConsumedCapacity: _, ...rest } = body;
  return { status, body: rest };
}
