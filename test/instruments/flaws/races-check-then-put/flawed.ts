import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Claim {
  handle: string;
  user: string;
}

/**
 * Gives a handle to a user if nobody has it. The condition looks at the item of that handle and that user only, and
 * another user's item has another key.
 */
export async function claim({ client, tables }: Context, { handle, user }: Claim): Promise<void> {
  const TableName = tables['main'];
  const { Count } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :handle',
      ExpressionAttributeValues: { ':handle': `HANDLE#${handle}` },
      ConsistentRead: true,
    }),
  );
  if (Count !== 0) throw Object.assign(new Error(`${handle} is taken`), { name: 'HandleTaken' });
  await client.send(
    new PutCommand({
      TableName,
      Item: { pk: `HANDLE#${handle}`, sk: `USER#${user}`, user },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
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
