import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export async function log(
  { client, tables }: Context,
  { event, at }: { event: string; at: number },
): Promise<void> {
  const Item = { pk: 'EVENTS', sk: `${new Date(at).toISOString()}#${event}`, event };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Everything that begins with the day, however fine its time is. */
export async function onDay({ client, tables }: Context, { day }: { day: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :day)',
      ExpressionAttributeValues: { ':pk': 'EVENTS', ':day': `${day}T` },
    }),
  );
  return Items.map((item) => String(item['event']));
}
