import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Claim {
  handle: string;
  user: string;
}

/** Gives a handle to a user if nobody has it: all users write to one key, and the condition looks at that key. */
export async function claim({ client, tables }: Context, { handle, user }: Claim): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: { pk: `HANDLE#${handle}`, sk: 'HANDLE', user },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw Object.assign(new Error(`${handle} is taken`), { name: 'HandleTaken' });
  }
}

export async function holdersOf({ client, tables }: Context, { handle }: Claim): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :handle',
      ExpressionAttributeValues: { ':handle': `HANDLE#${handle}` },
    }),
  );
  return Items.map(({ user }) => String(user));
}
