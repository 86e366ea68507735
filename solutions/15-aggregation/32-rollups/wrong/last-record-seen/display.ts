import { ConditionalCheckFailedException, type AttributeValue } from '@aws-sdk/client-dynamodb';
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

/** Adds the readings of a batch to the hours of all meters together. A batch may come again, and so may each record. */
export async function onRecords(context: Context, { Records }: { Records: StreamRecord[] }): Promise<void> {
  for (const record of Records) {
    const reading = newReading(record);
    if (reading !== undefined) await addNext(context, reading, record.dynamodb.SequenceNumber);
  }
}

/** The reading that a record tells of. Sums lie in the same table, this program's own among them, and are none. */
function newReading({ eventName, dynamodb: { NewImage } }: StreamRecord): Reading | undefined {
  if (eventName !== 'INSERT' || NewImage?.['type']?.S !== 'reading') return undefined;
  const { meter, seq, at, wh } = NewImage;
  return { meter: meter?.S as string, seq: Number(seq?.N), at: Number(at?.N), wh: Number(wh?.N) };
}

/** Adds a reading to its hour, unless the hour has seen this record or a later one. */
async function addNext({ client, tables }: Context, { at, wh }: Reading, sequence: string): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: displayKey(at),
        UpdateExpression: 'SET #start = :start, lastRecord = :sequence ADD wh :wh, readings :one',
        ConditionExpression: 'attribute_not_exists(lastRecord) OR lastRecord < :sequence',
        ExpressionAttributeNames: { '#start': 'start' },
        ExpressionAttributeValues: {
          ':start': barStart('hour', at),
          ':wh': wh,
          ':one': 1,
          // All sequence numbers of a stream are compared as numbers of one width.
          ':sequence': sequence.padStart(40, '0'),
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
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
