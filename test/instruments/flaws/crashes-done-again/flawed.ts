import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Message {
  id: string;
  player: string;
  points: number;
}

const keyOf = (player: string) => ({ pk: `PLAYER#${player}`, sk: 'SCORE' });

/** Adds the points of a message from a queue, as often as the message is delivered. */
export async function onMessage({ client, tables }: Context, { player, points }: Message): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(player),
      UpdateExpression: 'ADD points :points',
      ExpressionAttributeValues: { ':points': points },
    }),
  );
}

export async function pointsOf({ client, tables }: Context, { player }: Message): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(player), ConsistentRead: true }),
  );
  return Number(Item?.['points'] ?? 0);
}
