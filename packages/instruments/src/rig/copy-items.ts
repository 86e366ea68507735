import type { Door, JsonObject } from '@keysmith/table/door';

/** Every item of a table in DynamoDB's JSON, in scan order. */
export async function readItems(door: Door, TableName: string): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  let ExclusiveStartKey: JsonObject | undefined;
  do {
    const body = await ask(door, 'Scan', { TableName, ConsistentRead: true, ExclusiveStartKey });
    items.push(...((body['Items'] ?? []) as readonly JsonObject[]));
    ExclusiveStartKey = body['LastEvaluatedKey'] as JsonObject | undefined;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

const BATCH_WRITE_MAX = 25;

/** Puts items into a table. The door is one without faults, so that a batch is always done whole. */
export async function writeItems(door: Door, table: string, items: readonly JsonObject[]): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH_WRITE_MAX) {
    const puts = items.slice(at, at + BATCH_WRITE_MAX).map((Item) => ({ PutRequest: { Item } }));
    await ask(door, 'BatchWriteItem', { RequestItems: { [table]: puts } });
  }
}

async function ask(door: Door, operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, body } = await door.send({ operation, input });
  if (status < 400) return body;
  throw new Error(`the table refused ${operation}: ${String(body['message'] ?? body['__type'])}`);
}
