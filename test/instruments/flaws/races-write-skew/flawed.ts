import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const ROTA = 'ROTA';

export async function goOnCall({ client, tables }: Context, { person }: { person: string }): Promise<void> {
  const Item = { pk: ROTA, sk: `PERSON#${person}`, person, isOnCall: true };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function onCall({ client, tables }: Context): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': ROTA },
      ConsistentRead: true,
    }),
  );
  return Items.filter((item) => item['isOnCall']).map((item) => String(item['person']));
}

/** Looks whether somebody else is on call, and leaves if so. Each of two people sees the other. */
export async function goOffCall(context: Context, { person }: { person: string }): Promise<void> {
  const people = await onCall(context);
  if (people.length < 2) throw new Error('Somebody must be on call.');
  await context.client.send(
    new UpdateCommand({
      TableName: context.tables['main'],
      Key: { pk: ROTA, sk: `PERSON#${person}` },
      UpdateExpression: 'SET isOnCall = :off',
      ExpressionAttributeValues: { ':off': false },
    }),
  );
}
