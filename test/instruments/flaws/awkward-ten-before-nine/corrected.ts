import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/**
 * The 64 bits of the number, in hexadecimal digits. Bits of positive numbers rise with the number; with the sign bit
 * set they come after the negative ones, whose bits fall, and are therefore inverted.
 */
function sortable(score: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, score);
  const bits = view.getBigUint64(0);
  const ordered = score < 0 ? ~bits : bits | (1n << 63n);
  return BigInt.asUintN(64, ordered).toString(16).padStart(16, '0');
}

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
