import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Comment {
  post: string;
  text: string;
}

export async function comment({ client, tables }: Context, { post, text }: Comment): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `POST#${post}`, sk: 'POST' },
      UpdateExpression: 'SET comments = list_append(if_not_exists(comments, :none), :new)',
      ExpressionAttributeValues: { ':none': [], ':new': [text] },
    }),
  );
}
