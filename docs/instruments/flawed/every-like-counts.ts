import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Reads the number and writes back one more. */
export async function like({ client, tables }: Context, { post }: { post: string }): Promise<void> {
  const TableName = tables['main'];
  const Key = { pk: `POST#${post}`, sk: 'POST' };
  const { Item } = await client.send(new GetCommand({ TableName, Key }));
  const likes = Number(Item?.['likes'] ?? 0) + 1;
  await client.send(new PutCommand({ TableName, Item: { ...Item, ...Key, likes } }));
}
