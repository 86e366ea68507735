import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Every job that waits has the same key in the index. */
export async function enqueue({ client, tables, now }: Context, { job }: { job: string }): Promise<void> {
  const Item = {
    pk: `JOB#${job}`,
    sk: 'JOB',
    gsiPk: 'STATUS#waiting',
    gsiSk: `${new Date(now()).toISOString()}#${job}`,
  };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
