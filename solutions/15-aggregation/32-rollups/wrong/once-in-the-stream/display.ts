import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import type { Bar, Reading } from './access.ts';
import { EVERYBODY, barStart, displayKey, displaySortKey } from './table.ts';

/** A change of the table, as a Lambda function gets it from the stream: attributes are in DynamoDB's JSON. */
export interface StreamRecord {
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: {
    SequenceNumber: string;
    Keys: Record<string, AttributeValue>;
    /** The item as it is now, if the stream's view type has it. */
    NewImage?: Record<string, AttributeValue>;
  };
}

/** Adds the readings of a batch to the hours of all meters together. */
export async function onRecords(context: Context, { Records }: { Records: StreamRecord[] }): Promise<void> {
  for (const record of Records) {
    const reading = newReading(record);
    if (reading !== undefined) await add(context, reading);
  }
}

/** The reading that a record tells of. Sums lie in the same table, this program's own among them, and are none. */
function newReading({ eventName, dynamodb: { NewImage } }: StreamRecord): Reading | undefined {
  if (eventName !== 'INSERT' || NewImage?.['type']?.S !== 'reading') return undefined;
  const { meter, seq, at, wh } = NewImage;
  return { meter: meter?.S as string, seq: Number(seq?.N), at: Number(at?.N), wh: Number(wh?.N) };
}

/** Adds a reading to its hour. */
async function add({ client, tables }: Context, { at, wh }: Reading): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: displayKey(at),
      UpdateExpression: 'SET #start = :start ADD wh :wh, readings :one',
      ExpressionAttributeNames: { '#start': 'start' },
      ExpressionAttributeValues: { ':start': barStart('hour', at), ':wh': wh, ':one': 1 },
    }),
  );
}

/** The hours of all meters together that begin at `from` or later and before `to`, in order of time. */
export async function display(
  { client, tables }: Context,
  { from, to }: { from: number; to: number },
): Promise<Bar[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': EVERYBODY,
        ':first': displaySortKey(from),
        ':last': displaySortKey(to - 1),
      },
    }),
  );
  return Items.map(({ start, wh, readings }) => ({ start, wh, readings }) as Bar);
}
