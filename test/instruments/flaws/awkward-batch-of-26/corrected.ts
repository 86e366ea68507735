import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Up to 25 labels in a batch, and no batch for none. */
export async function print({ client, tables }: Context, { labels }: { labels: string[] }): Promise<void> {
  for (let at = 0; at < labels.length; at += 25) {
    let left = labels
      .slice(at, at + 25)
      .map((label) => ({ PutRequest: { Item: { pk: 'LABELS', sk: label } } }));
    while (left.length > 0) {
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteCommand({ RequestItems: { [String(tables['main'])]: left } }),
      );
      left = (UnprocessedItems[String(tables['main'])] ?? []) as typeof left;
    }
  }
}
