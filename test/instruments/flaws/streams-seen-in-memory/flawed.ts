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

const seen = new Set<string>();

/** Adds one for every visit that this process has not seen. */
export async function onVisits(
  { client, tables }: Context,
  { Records }: { Records: Record[] },
): Promise<void> {
  for (const { dynamodb } of Records) {
    const visit = dynamodb.Keys.pk.S;
    if (!visit.startsWith('VISIT#') || seen.has(visit)) continue;
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: 'TOTAL', sk: 'TOTAL' },
        UpdateExpression: 'ADD visits :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    seen.add(visit);
  }
}
