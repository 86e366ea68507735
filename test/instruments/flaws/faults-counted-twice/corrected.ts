import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (gate: string) => ({ pk: `GATE#${gate}`, sk: 'GATE' });

/**
 * Adds one. A transaction has a token, which the SDK draws once and sends again with every retry; DynamoDB carries out
 * the same token once.
 */
export async function admit({ client, tables }: Context, { gate }: { gate: string }): Promise<void> {
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: tables['main'],
            Key: keyOf(gate),
            UpdateExpression: 'ADD admitted :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    }),
  );
}

export async function admitted({ client, tables }: Context, { gate }: { gate: string }): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(gate) }));
  return Number(Item?.['admitted'] ?? 0);
}
