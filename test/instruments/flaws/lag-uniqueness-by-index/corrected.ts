import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Player {
  player: string;
  nickname: string;
}

const taken = () => Object.assign(new Error('That nickname is taken.'), { name: 'NicknameTaken' });

/** The nickname is an item of its own, whose key can be there once. */
export async function register({ client, tables }: Context, { player, nickname }: Player): Promise<void> {
  const puts = [
    { pk: `NICK#${nickname}`, sk: 'NICK', player },
    { pk: `PLAYER#${player}`, sk: 'PLAYER', nickname },
  ].map((Item) => ({
    Put: { TableName: tables['main'], Item, ConditionExpression: 'attribute_not_exists(pk)' },
  }));
  try {
    await client.send(new TransactWriteCommand({ TransactItems: puts }));
  } catch (error) {
    if (error instanceof TransactionCanceledException) throw taken();
    throw error;
  }
}
