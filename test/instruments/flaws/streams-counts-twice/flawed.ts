import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Record {
  eventName: string;
  dynamodb: { Keys: { pk: { S: string } } };
}

export async function visit({ client, tables, newId }: Context, { page }: { page: string }): Promise<void> {
  const Item = { pk: `VISIT#${newId()}`, sk: 'VISIT', page };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Adds one for every visit that is in the batch. */
export async function onVisits(
  { client, tables }: Context,
  { Records }: { Records: Record[] },
): Promise<void> {
  for (const { dynamodb } of Records) {
    if (!dynamodb.Keys.pk.S.startsWith('VISIT#')) continue;
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: 'TOTAL', sk: 'TOTAL' },
        UpdateExpression: 'ADD visits :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  }
}
