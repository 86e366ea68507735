import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (gate: string) => ({ pk: `GATE#${gate}`, sk: 'GATE' });

/** Adds one. The SDK sends the request again when the reply is lost, and then adds one more. */
export async function admit({ client, tables }: Context, { gate }: { gate: string }): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(gate),
      UpdateExpression: 'ADD admitted :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}

export async function admitted({ client, tables }: Context, { gate }: { gate: string }): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(gate) }));
  return Number(Item?.['admitted'] ?? 0);
}
