import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export async function issue(
  { client, tables, now }: Context,
  { code, validMs }: { code: string; validMs: number },
): Promise<void> {
  const Item = { pk: `CODE#${code}`, sk: 'CODE', expires: Math.floor((now() + validMs) / 1000) };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** A code that is over may still be stored: the condition compares its time. */
export async function use({ client, tables, now }: Context, { code }: { code: string }): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: `CODE#${code}`, sk: 'CODE' },
        UpdateExpression: 'SET usedAt = :now',
        ConditionExpression: 'expires > :seconds AND attribute_not_exists(usedAt)',
        ExpressionAttributeValues: { ':now': now(), ':seconds': Math.floor(now() / 1000) },
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
