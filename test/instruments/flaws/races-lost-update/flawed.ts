import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (post: string) => ({ pk: `POST#${post}`, sk: 'POST' });

export async function publish({ client, tables }: Context, { post }: { post: string }): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), likes: 0 } }));
}

/** Reads the number and writes back one more. */
export async function like({ client, tables }: Context, { post }: { post: string }): Promise<void> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(post) }));
  const likes = Number(Item?.['likes']) + 1;
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), likes } }));
}

export async function likesOf({ client, tables }: Context, { post }: { post: string }): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(post) }));
  return Number(Item?.['likes']);
}
