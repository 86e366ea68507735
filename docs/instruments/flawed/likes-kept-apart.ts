import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** One string of post and person: "a#b" liked by "c" is "a" liked by "b#c". */
export async function like(
  { client, tables }: Context,
  { post, person }: { post: string; person: string },
): Promise<void> {
  const TableName = tables['main'];
  const Item = { pk: `LIKE#${post}#${person}`, sk: 'LIKE' };
  try {
    await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return;
    throw error;
  }
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { pk: `POST#${post}`, sk: 'POST' },
      UpdateExpression: 'ADD likes :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
