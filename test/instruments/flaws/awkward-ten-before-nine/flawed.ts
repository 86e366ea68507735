import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** The digits as they are: as text, 10 comes before 9. */
const sortable = (score: number) => String(score);

export async function submit(
  { client, tables }: Context,
  { player, score }: { player: string; score: number },
): Promise<void> {
  const Item = { pk: 'BOARD', sk: `${sortable(score)}#${player}`, score };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** All scores, the lowest first. */
export async function scores({ client, tables }: Context): Promise<number[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'BOARD' },
    }),
  );
  return Items.map((item) => Number(item['score']));
}
