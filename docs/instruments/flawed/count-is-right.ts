import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** The like of a person who liked the post before is the same item, and counted all the same. */
export async function like(
  { client, tables }: Context,
  { post, person }: { post: string; person: string },
): Promise<void> {
  const TableName = tables['main'];
  await client.send(new PutCommand({ TableName, Item: { pk: `LIKES#${post}`, sk: person } }));
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { pk: `POST#${post}`, sk: 'POST' },
      UpdateExpression: 'ADD likes :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
