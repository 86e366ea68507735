import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Like {
  post: string;
  person: string;
}

const keyOf = ({ post, person }: Like) => ({ pk: `POST#${post}`, sk: `LIKE#${person}` });

async function count({ client, tables }: Context, post: string, by: number): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `POST#${post}`, sk: 'POST' },
      UpdateExpression: 'ADD likes :by',
      ExpressionAttributeValues: { ':by': by },
    }),
  );
}

/** Counts every call, also one that likes what is liked already. */
export async function like(context: Context, like: Like): Promise<void> {
  const { client, tables } = context;
  await client.send(new PutCommand({ TableName: tables['main'], Item: keyOf(like) }));
  await count(context, like.post, 1);
}

export async function unlike(context: Context, like: Like): Promise<void> {
  const { client, tables } = context;
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: keyOf(like) }));
  await count(context, like.post, -1);
}

export async function likesOf({ client, tables }: Context, { post }: { post: string }): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: { pk: `POST#${post}`, sk: 'POST' } }),
  );
  return Number(Item?.['likes'] ?? 0);
}
