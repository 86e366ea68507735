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

/** Puts items into a table, through a door whose batches are done whole. */
export async function writeItems(door: Door, table: string, items: readonly JsonObject[]): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH_WRITE_MAX) {
    const puts = items.slice(at, at + BATCH_WRITE_MAX).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await ask(door, 'BatchWriteItem', { RequestItems: { [table]: puts } });
    if (Object.keys(UnprocessedItems ?? {}).length > 0)
      throw new Error(`the table left items of ${table} unwritten`);
  }
}

/** The table's refusal of what an instrument asked, whatever the learner's code has to do with it. */
export class RefusedError extends Error {
  /** Such as "ValidationException". */
  readonly type: string;
  /** The table's own words. */
  readonly reason: string;

  constructor(operation: string, { __type, message }: JsonObject) {
    const type = String(__type).split('#').at(-1) as string;
    const reason = String(message ?? type);
    super(`the table refused ${operation}: ${reason}`);
    this.name = 'RefusedError';
    this.type = type;
    this.reason = reason;
  }
}

async function ask(door: Door, operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, body } = await door.send({ operation, input });
  if (status < 400) return body;
  throw new RefusedError(operation, body);
}
