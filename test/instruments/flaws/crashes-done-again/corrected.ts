import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Message {
  id: string;
  player: string;
  points: number;
}

const keyOf = (player: string) => ({ pk: `PLAYER#${player}`, sk: 'SCORE' });

/** Adds the points of a message from a queue, and notes the message in the same write unless it has been noted. */
export async function onMessage({ client, tables }: Context, { id, player, points }: Message): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: keyOf(player),
        // A set of a few messages; with many of them each would be an item of its own, written in one transaction.
        UpdateExpression: 'ADD points :points, messages :messages',
        ConditionExpression: 'NOT contains(messages, :id)',
        ExpressionAttributeValues: { ':points': points, ':messages': new Set([id]), ':id': id },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

export async function pointsOf({ client, tables }: Context, { player }: Message): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(player), ConsistentRead: true }),
  );
  return Number(Item?.['points'] ?? 0);
}
