import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { profileKey, sortNameOf, type Profile } from './table.ts';

/**
 * Brings the users that were stored before into the index, `pageSize` items at a time, while the application runs.
 * Tells how many users it wrote. It may be run again at any time.
 */
export async function backfill(
  context: Context,
  { pageSize }: { pageSize: number },
): Promise<{ written: number }> {
  let written = 0;
  let cursor: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await context.client.send(
      new ScanCommand({
        TableName: context.tables['main'],
        Limit: pageSize,
        ...(cursor && { ExclusiveStartKey: cursor }),
      }),
    );
    for (const item of Items) {
      if (item['type'] === 'user' && (await migrate(context, item as Profile))) written += 1;
    }
    cursor = LastEvaluatedKey;
  } while (cursor !== undefined);
  return { written };
}

/** Writes one user, unless the user is indexed or gone. */
async function migrate(context: Context, seen: Profile): Promise<boolean> {
  let profile: Profile | undefined = seen;
  while (profile !== undefined && !isIndexed(profile)) {
    if (await addToIndex(context, profile)) return true;
    profile = await read(context, profile.user);
  }
  return false;
}

/** A user with the name's half of the key has been migrated. */
function isIndexed({ name, sortName }: Profile): boolean {
  return sortName === sortNameOf(name);
}

/** Sets the two halves of the index key, one after the other. */
async function addToIndex(context: Context, profile: Profile): Promise<boolean> {
  const { name, org } = profile;
  const hasName = await set(context, profile, {
    UpdateExpression: 'SET sortName = :sortName',
    ConditionExpression: '#name = :name',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name, ':sortName': sortNameOf(name) },
  });
  if (!hasName || org === undefined) return hasName;
  await set(context, profile, {
    UpdateExpression: 'SET memberOf = :org',
    ConditionExpression: 'org.id = :org',
    ExpressionAttributeValues: { ':org': org.id },
  });
  return true;
}

type Change = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Updates a user's item if the condition holds. */
async function set({ client, tables }: Context, { user }: Profile, change: Change): Promise<boolean> {
  try {
    await client.send(new UpdateCommand({ TableName: tables['main'], Key: profileKey(user), ...change }));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

async function read({ client, tables }: Context, user: string): Promise<Profile | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: profileKey(user), ConsistentRead: true }),
  );
  return Item as Profile | undefined;
}
