import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (post: string) => ({ pk: `POST#${post}`, sk: 'POST' });

export async function publish({ client, tables }: Context, { post }: { post: string }): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), likes: 0 } }));
}

/** Has DynamoDB add one to whatever the number is. */
export async function like({ client, tables }: Context, { post }: { post: string }): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(post),
      UpdateExpression: 'ADD likes :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}

export async function likesOf({ client, tables }: Context, { post }: { post: string }): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(post) }));
  return Number(Item?.['likes']);
}
