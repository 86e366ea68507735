import type { Door, JsonObject, WireReply, WireRequest } from '@keysmith/table';

/** What a fake answers to one request: the body of a success, or a whole reply. */
type Answer = JsonObject | WireReply | Promise<JsonObject | WireReply>;

export interface FakeDoor extends Door {
  readonly sent: WireRequest[];
}

/** A door that remembers what was sent and answers by a function; nothing but `{}` unless told. */
export function fakeDoor(answer: (request: WireRequest) => Answer = () => ({})): FakeDoor {
  const sent: WireRequest[] = [];
  return {
    sent,
    async send(request) {
      sent.push(request);
      const reply = await answer(request);
      return 'status' in reply && 'body' in reply
        ? (reply as unknown as WireReply)
        : { status: 200, body: reply };
    },
  };
}

/** A door to tables kept in memory: enough of DynamoDB for checks that put, scan and query by partition key. */
export function memoryDoor(): FakeDoor {
  const items: JsonObject[] = [];
  return fakeDoor(({ operation, input }) => {
    if (operation === 'CreateTable') return { TableDescription: { TableStatus: 'ACTIVE' } };
    if (operation === 'PutItem') items.push(input['Item'] as JsonObject);
    if (operation === 'Scan') return { Items: items, Count: items.length, ScannedCount: items.length };
    return operation === 'PutItem' ? { ConsumedCapacity: { CapacityUnits: 1 } } : {};
  });
}

export function refusal(name: string, message = 'refused'): WireReply {
  return { status: 400, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message } };
}
