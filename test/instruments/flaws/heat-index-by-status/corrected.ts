import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Enough that none of them gets more than some 400 of 4,000 jobs a second. */
const SHARDS = 20;

/** A number from 0 that the job decides; workers ask for each of them in turn. */
function shardOf(job: string): number {
  let sum = 0;
  for (const letter of job) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % SHARDS;
}

export async function enqueue({ client, tables, now }: Context, { job }: { job: string }): Promise<void> {
  const Item = {
    pk: `JOB#${job}`,
    sk: 'JOB',
    gsiPk: `STATUS#waiting#${shardOf(job)}`,
    gsiSk: `${new Date(now()).toISOString()}#${job}`,
  };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
