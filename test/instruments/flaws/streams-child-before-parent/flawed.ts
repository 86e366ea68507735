import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamRecord {
  dynamodb: { Keys: { pk: { S: string }; sk: { S: string } }; NewImage: { cents?: { N: string } } };
}

export async function order({ client, tables }: Context, { order: id }: { order: string }): Promise<void> {
  const Item = { pk: `ORDER#${id}`, sk: 'ORDER' };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function pay(
  { client, tables }: Context,
  { order: id, cents }: { order: string; cents: number },
): Promise<void> {
  const Item = { pk: `ORDER#${id}`, sk: 'PAYMENT', cents };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Keeps a list of orders with what was paid. A payment whose order is not in it yet has nowhere to go. */
export async function onChanges(
  { client, tables }: Context,
  { Records }: { Records: StreamRecord[] },
): Promise<void> {
  const TableName = tables['main'];
  for (const { dynamodb } of Records) {
    const { pk, sk } = dynamodb.Keys;
    if (!pk.S.startsWith('ORDER#')) continue;
    const Key = { pk: 'LIST', sk: pk.S };
    if (sk.S === 'ORDER') {
      const UpdateExpression = 'SET isListed = :yes';
      const ExpressionAttributeValues = { ':yes': true };
      await client.send(new UpdateCommand({ TableName, Key, UpdateExpression, ExpressionAttributeValues }));
      continue;
    }
    const payment = new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET paid = :cents',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':cents': Number(dynamodb.NewImage.cents?.N) },
    });
    await client.send(payment).catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }
}
