import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Reads the whole table and throws most of it away. */
export async function commentsOf({ client, tables }: Context, { post }: { post: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: tables['main'],
      FilterExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `COMMENTS#${post}` },
    }),
  );
  return Items.map((item) => String(item['text']));
}
