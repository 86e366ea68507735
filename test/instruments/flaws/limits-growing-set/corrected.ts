import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Following {
  channel: string;
  viewer: string;
}

/** One item for each viewer of a channel: no double ones either, as the key has both. */
export async function follow({ client, tables }: Context, { channel, viewer }: Following): Promise<void> {
  const Item = { pk: `CHANNEL#${channel}`, sk: `VIEWER#${viewer}` };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
