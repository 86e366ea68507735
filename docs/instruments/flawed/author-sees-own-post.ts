import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** An eventually consistent read, which may come from a copy that has not seen the post. */
export async function show({ client, tables }: Context, { post }: { post: string }): Promise<string | null> {
  const Key = { pk: `POST#${post}`, sk: 'POST' };
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key }));
  return (Item?.['title'] as string | undefined) ?? null;
}
