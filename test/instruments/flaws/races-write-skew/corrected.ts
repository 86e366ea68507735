import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
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

/** Leaves on the condition that one of the others, who was seen, is still on call when that is written. */
export async function goOffCall(context: Context, { person }: { person: string }): Promise<void> {
  const [other] = (await onCall(context)).filter((name) => name !== person);
  if (other === undefined) throw new Error('Somebody must be on call.');
  const TableName = context.tables['main'];
  await context.client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { pk: ROTA, sk: `PERSON#${person}` },
            UpdateExpression: 'SET isOnCall = :off',
            ExpressionAttributeValues: { ':off': false },
          },
        },
        {
          ConditionCheck: {
            TableName,
            Key: { pk: ROTA, sk: `PERSON#${other}` },
            ConditionExpression: 'isOnCall = :on',
            ExpressionAttributeValues: { ':on': true },
          },
        },
      ],
    }),
  );
}
