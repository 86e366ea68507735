import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export async function log(
  { client, tables }: Context,
  { event, at }: { event: string; at: number },
): Promise<void> {
  const Item = { pk: 'EVENTS', sk: `${new Date(at).toISOString()}#${event}`, event };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Everything from the first to the last second; but what comes after 23:59:59.000 sorts behind the bound. */
export async function onDay({ client, tables }: Context, { day }: { day: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': 'EVENTS', ':first': `${day}T00:00:00`, ':last': `${day}T23:59:59` },
    }),
  );
  return Items.map((item) => String(item['event']));
}
