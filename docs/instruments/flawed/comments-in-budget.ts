import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** A consistent read, where nobody asks for one, costs twice as much. */
export async function commentsOf({ client, tables }: Context, { post }: { post: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `COMMENTS#${post}` },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => String(item['text']));
}
