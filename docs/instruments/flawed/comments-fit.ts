import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Appends to a list inside of the post. */
export async function comment(
  { client, tables }: Context,
  { post, text }: { post: string; text: string },
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `POST#${post}`, sk: 'POST' },
      UpdateExpression: 'SET comments = list_append(if_not_exists(comments, :none), :one)',
      ExpressionAttributeValues: { ':none': [], ':one': [text] },
    }),
  );
}
