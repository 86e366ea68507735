import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
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

/** Adds up all readings that there are, whatever the batch brings, and puts the hours of all meters together. */
export async function onRecords(context: Context, { Records }: { Records: StreamRecord[] }): Promise<void> {
  if (Records.length === 0) return;
  const bars = new Map<number, Bar>();
  for (const { at, wh } of await allReadings(context)) {
    const start = barStart('hour', at);
    const bar = bars.get(start) ?? { start, wh: 0, readings: 0 };
    bars.set(start, { start, wh: bar.wh + wh, readings: bar.readings + 1 });
  }
  for (const bar of bars.values()) {
    const Item = { ...displayKey(bar.start), ...bar };
    await context.client.send(new PutCommand({ TableName: context.tables['main'], Item }));
  }
}

async function allReadings({ client, tables }: Context): Promise<Reading[]> {
  const readings: Reading[] = [];
  let cursor: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: tables['main'], ...(cursor && { ExclusiveStartKey: cursor }) }),
    );
    readings.push(...(Items.filter((item) => item['type'] === 'reading') as Reading[]));
    cursor = LastEvaluatedKey;
  } while (cursor !== undefined);
  return readings;
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
