import { TransactionCanceledException, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import type { Bar, Reading } from './access.ts';
import { SCREEN, barStart } from './table.ts';

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
  for (const { eventName, dynamodb } of Records) {
    // The mark that is set below changes the reading, and comes back as a record too.
    if (eventName !== 'INSERT' || dynamodb.NewImage === undefined) continue;
    const { meter, seq, at, wh } = dynamodb.NewImage;
    const reading = { meter: meter?.S as string, seq: Number(seq?.N), at: Number(at?.N), wh: Number(wh?.N) };
    await addOnce(context, reading);
  }
}

/** Adds a reading and marks it as added, both or neither. */
async function addOnce({ client, tables }: Context, { meter, seq, at, wh }: Reading): Promise<void> {
  const mark = {
    TableName: tables['readings'],
    Key: { meter, seq },
    UpdateExpression: 'SET isOnDisplay = :true',
    ConditionExpression: 'attribute_not_exists(isOnDisplay)',
    ExpressionAttributeValues: { ':true': true },
  };
  const addition = {
    TableName: tables['display'],
    Key: { screen: SCREEN, start: barStart('hour', at) },
    UpdateExpression: 'ADD wh :wh, readings :one',
    ExpressionAttributeValues: { ':wh': wh, ':one': 1 },
  };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [{ Update: mark }, { Update: addition }] }));
  } catch (error) {
    if (!wasAdded(error)) throw error;
  }
}

/** A cancelled transaction says for each action why; the mark's is the first. */
function wasAdded(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';
}

/** The hours of all meters together that begin at `from` or later and before `to`, in order of time. */
export async function display(
  { client, tables }: Context,
  { from, to }: { from: number; to: number },
): Promise<Bar[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['display'],
      KeyConditionExpression: 'screen = :screen AND #start BETWEEN :from AND :last',
      ExpressionAttributeNames: { '#start': 'start' },
      ExpressionAttributeValues: { ':screen': SCREEN, ':from': from, ':last': to - 1 },
    }),
  );
  return Items.map(({ start, wh, readings }) => ({ start, wh, readings }) as Bar);
}
