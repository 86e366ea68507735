import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Stores up to 25 labels, and takes a reply without an error for "all of them". */
export async function printAll({ client, tables }: Context, { labels }: { labels: string[] }): Promise<void> {
  const puts = labels.map((label) => ({ PutRequest: { Item: { pk: `LABEL#${label}`, sk: 'LABEL' } } }));
  await client.send(new BatchWriteCommand({ RequestItems: { [tables['main'] as string]: puts } }));
}
