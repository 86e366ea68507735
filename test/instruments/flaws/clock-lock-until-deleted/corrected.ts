import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** A lock whose time is over is nobody's, whether it is still stored or not. */
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
        ConditionExpression: 'attribute_not_exists(pk) OR expires <= :seconds',
        ExpressionAttributeValues: { ':seconds': Math.floor(now() / 1000) },
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
