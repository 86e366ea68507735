import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Stores up to 25 labels, and sends again what was left undone, at once. */
export async function printAll({ client, tables }: Context, { labels }: { labels: string[] }): Promise<void> {
  const puts = labels.map((label) => ({ PutRequest: { Item: { pk: `LABEL#${label}`, sk: 'LABEL' } } }));
  let RequestItems: BatchWriteCommandInput['RequestItems'] = { [tables['main'] as string]: puts };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const reply = await client.send(new BatchWriteCommand({ RequestItems }));
    const UnprocessedItems: typeof RequestItems = reply.UnprocessedItems ?? {};
    if (Object.keys(UnprocessedItems).length === 0) return;
    RequestItems = UnprocessedItems;
  }
  throw new Error('Some labels could not be stored.');
}
