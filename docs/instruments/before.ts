import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

// The version that runs beside access.ts while that is rolled out: `headline` is not there yet.

const keyOf = (post: string) => ({ pk: `POST#${post}`, sk: 'POST' });

export async function publish(
  { client, tables }: Context,
  { post, title }: { post: string; title: string },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), title } }));
}

export async function show({ client, tables }: Context, { post }: { post: string }): Promise<string | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(post), ConsistentRead: true }),
  );
  return (Item?.['title'] as string | undefined) ?? null;
}
