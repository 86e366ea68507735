import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Following {
  channel: string;
  viewer: string;
}

/** Keeps the viewers of a channel in a set: no double ones, and one more entry for each. */
export async function follow({ client, tables }: Context, { channel, viewer }: Following): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `CHANNEL#${channel}`, sk: 'CHANNEL' },
      UpdateExpression: 'ADD viewers :viewer',
      ExpressionAttributeValues: { ':viewer': new Set([viewer]) },
    }),
  );
}
