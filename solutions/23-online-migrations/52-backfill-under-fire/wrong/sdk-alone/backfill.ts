import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

/** Writes one user, unless the user is indexed or gone. An edit in between wins, and the user is looked at again. */
async function migrate(context: Context, seen: Profile): Promise<boolean> {
  let profile: Profile | undefined = seen;
  while (profile !== undefined && !isIndexed(profile)) {
    if (await addToIndex(context, profile)) return true;
    profile = await read(context, profile.user);
  }
  return false;
}

function isIndexed({ name, org, sortName, memberOf }: Profile): boolean {
  return sortName === sortNameOf(name) && memberOf === org?.id;
}

/** Adds to the item what follows from its name and organisation, if they are still those that were read. */
async function addToIndex({ client, tables }: Context, { user, name, org }: Profile): Promise<boolean> {
  const belongs = org !== undefined;
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: profileKey(user),
        UpdateExpression: `SET sortName = :sortName ${belongs ? ', memberOf = :org' : 'REMOVE memberOf'}`,
        // A deleted item has no name, so the first half also keeps it from being created anew.
        ConditionExpression: `#name = :name AND ${belongs ? 'org.id = :org' : 'attribute_not_exists(org)'}`,
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: {
          ':name': name,
          ':sortName': sortNameOf(name),
          ...(belongs && { ':org': org.id }),
        },
      }),
    );
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
