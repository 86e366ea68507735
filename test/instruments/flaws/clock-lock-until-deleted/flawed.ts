import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Waits for the service to delete the lock of a worker that died, which may take days. */
export async function acquire(
  { client, tables, now }: Context,
  { report, worker, leaseMs }: { report: string; worker: string; leaseMs: number },
): Promise<boolean> {
  const expires = Math.floor((now() + leaseMs) / 1000);
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: { pk: `LOCK#${report}`, sk: 'LOCK', worker, expires },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
