import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Enough that no shard gets more than some 300 of 5,000 votes a second. */
const SHARDS = 20;

/** A number from 0 that the voter decides, so that no random number is needed. */
function shardOf(voter: string): number {
  let sum = 0;
  for (const letter of voter) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % SHARDS;
}

export async function vote(
  { client, tables }: Context,
  { show, voter }: { show: string; voter: string },
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `SHOW#${show}#${shardOf(voter)}`, sk: 'VOTES' },
      UpdateExpression: 'ADD votes :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
