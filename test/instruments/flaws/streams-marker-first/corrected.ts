import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Record {
  eventName: string;
  dynamodb: { Keys: { pk: { S: string } } };
}

export async function visit({ client, tables, newId }: Context, { page }: { page: string }): Promise<void> {
  const Item = { pk: `VISIT#${newId()}`, sk: 'VISIT', page };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Adds one for every visit and notes that visit, in one transaction, unless it has been noted. */
export async function onVisits(
  { client, tables }: Context,
  { Records }: { Records: Record[] },
): Promise<void> {
  const TableName = tables['main'];
  for (const { dynamodb } of Records) {
    const visit = dynamodb.Keys.pk.S;
    if (!visit.startsWith('VISIT#')) continue;
    const counted = { pk: `COUNTED#${visit}`, sk: 'COUNTED' };
    const Update = {
      TableName,
      Key: { pk: 'TOTAL', sk: 'TOTAL' },
      UpdateExpression: 'ADD visits :one',
      ExpressionAttributeValues: { ':one': 1 },
    };
    const Put = { TableName, Item: counted, ConditionExpression: 'attribute_not_exists(pk)' };
    await client
      .send(new TransactWriteCommand({ TransactItems: [{ Put }, { Update }] }))
      .catch((error: unknown) => {
        const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
        if (reasons?.[0]?.Code !== 'ConditionalCheckFailed') throw error;
      });
  }
}
