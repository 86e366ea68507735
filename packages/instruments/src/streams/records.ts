import type { Door, JsonObject } from '@keysmith/table/door';
import { DefinitionError } from '../checks/failure.ts';
import { describeValue } from '../recorder/describe.ts';
import { isObject } from '../recorder/tables.ts';

/** A change record as a Lambda function gets it: DynamoDB's JSON. */
export interface StreamRecord extends JsonObject {
  readonly eventName: string;
  readonly dynamodb: JsonObject;
}

/**
 * Everything that is in a table's stream, in order.
 *
 * @throws {DefinitionError} when the table has no stream.
 */
export async function readStream(
  door: Door,
  { realName, logicalName }: { realName: string; logicalName: string },
): Promise<StreamRecord[]> {
  const { Table } = await ask(door, 'DescribeTable', { TableName: realName });
  const StreamArn = isObject(Table) ? Table['LatestStreamArn'] : undefined;
  if (StreamArn === undefined) {
    throw new DefinitionError(
      `table.ts gives the table "${logicalName}" no stream. Add ` +
        "StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }.",
    );
  }
  const { StreamDescription } = await ask(door, 'DescribeStream', { StreamArn });
  const shards = (StreamDescription as { readonly Shards?: readonly JsonObject[] }).Shards ?? [];
  const records: StreamRecord[] = [];
  for (const { ShardId } of shards) records.push(...(await readShard(door, { StreamArn, ShardId })));
  // What a door gives may share parts with the table; a handler gets text that was parsed.
  return JSON.parse(
    JSON.stringify(records.map((record) => ({ ...readable(record), eventSourceARN: StreamArn }))),
  ) as StreamRecord[];
}

/** The same record with what happened to which item before all else: where it is shown, it is cut. */
function readable({ eventName, dynamodb, ...rest }: StreamRecord): StreamRecord {
  const { Keys, NewImage, OldImage, ...others } = dynamodb;
  return { eventName, dynamodb: { Keys, NewImage, OldImage, ...others }, ...rest } as StreamRecord;
}

async function readShard(door: Door, shard: JsonObject): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
  const input = { ...shard, ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator } = await ask(door, 'GetShardIterator', input);
  // A shard that is open has a next iterator for ever; what is in it by now comes in one go, or page by page.
  while (ShardIterator !== undefined && ShardIterator !== null) {
    const { Records, NextShardIterator } = await ask(door, 'GetRecords', { ShardIterator });
    const page = (Records ?? []) as unknown as readonly StreamRecord[];
    if (page.length === 0) break;
    records.push(...page);
    ShardIterator = NextShardIterator;
  }
  return records;
}

async function ask(door: Door, operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, body } = await door.send({ operation, input });
  if (status < 400) return body;
  throw new Error(`the stream refused ${operation}: ${String(body['message'] ?? body['__type'])}`);
}

/** The item that a record is of, as text. */
export function itemOf({ dynamodb }: StreamRecord): string {
  return JSON.stringify(dynamodb['Keys']);
}

export function sequenceOf({ dynamodb }: StreamRecord): string {
  return String(dynamodb['SequenceNumber']);
}

/** `2 records: INSERT "VISIT#1" "VISIT"; MODIFY "PAGE#7" "PAGE" (bad)` */
export function inWords(records: readonly StreamRecord[], bad: StreamRecord | undefined): string {
  const each = records.map((record) => {
    const { Keys } = record.dynamodb;
    const keys = isObject(Keys) ? Object.values(Keys).map(describeValue) : [];
    return [record.eventName, ...keys, ...(record === bad ? ['(bad)'] : [])].join(' ');
  });
  return `${plural(records.length)}: ${each.join('; ')}`;
}

export function plural(records: number): string {
  return `${records} record${records === 1 ? '' : 's'}`;
}
