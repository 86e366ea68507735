import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const LEASE_S = 60;

/** Leaves it to time to live to end the lease, which may take days. */
export async function edit(
  { client, tables, now }: Context,
  { post, editor }: { post: string; editor: string },
): Promise<boolean> {
  const Item = { pk: `LEASE#${post}`, sk: 'LEASE', editor, expires: Math.ceil(now() / 1000) + LEASE_S };
  try {
    await client.send(
      new PutCommand({ TableName: tables['main'], Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
