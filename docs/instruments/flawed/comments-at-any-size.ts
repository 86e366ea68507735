import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** The comments of all posts lie in one item collection. */
export async function comment(
  { client, tables }: Context,
  { post, number, text }: { post: string; number: number; text: string },
): Promise<void> {
  const Item = { pk: 'COMMENTS', sk: `${post}#${String(number).padStart(6, '0')}`, post, text };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** The filter takes away what was read and paid for. */
export async function commentsOf({ client, tables }: Context, { post }: { post: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'post = :post',
      ExpressionAttributeValues: { ':pk': 'COMMENTS', ':post': post },
    }),
  );
  return Items.map((item) => String(item['text']));
}
