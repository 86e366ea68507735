import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (post: string) => ({ pk: `POST#${post}`, sk: 'POST' });

/** Writes the new attribute only, which the version before does not know. */
export async function publish(
  { client, tables }: Context,
  { post, title }: { post: string; title: string },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), headline: title } }));
}

export async function show({ client, tables }: Context, { post }: { post: string }): Promise<string | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(post), ConsistentRead: true }),
  );
  return ((Item?.['headline'] ?? Item?.['title']) as string | undefined) ?? null;
}
