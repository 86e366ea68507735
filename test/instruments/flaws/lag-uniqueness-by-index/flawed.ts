import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Player {
  player: string;
  nickname: string;
}

const taken = () => Object.assign(new Error('That nickname is taken.'), { name: 'NicknameTaken' });

/** Asks the index whether somebody has the nickname. */
export async function register({ client, tables }: Context, { player, nickname }: Player): Promise<void> {
  const { Count } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'byGsi',
      KeyConditionExpression: 'gsiPk = :nickname',
      ExpressionAttributeValues: { ':nickname': `NICK#${nickname}` },
    }),
  );
  if (Count !== 0) throw taken();
  const Item = { pk: `PLAYER#${player}`, sk: 'PLAYER', nickname, gsiPk: `NICK#${nickname}`, gsiSk: player };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
