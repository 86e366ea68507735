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
    const { Items = [], LastEvaluatedKey } = await patiently(context, () =>
      context.client.send(
        new ScanCommand({
          TableName: context.tables['main'],
          Limit: pageSize,
          ...(cursor && { ExclusiveStartKey: cursor }),
        }),
      ),
    );
    for (const item of Items) {
      if (item['type'] === 'user' && (await migrate(context, item as Profile))) written += 1;
    }
    // A page that is not full is the last one.
    cursor = Items.length < pageSize ? undefined : LastEvaluatedKey;
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
async function addToIndex(context: Context, { user, name, org }: Profile): Promise<boolean> {
  const { client, tables } = context;
  const belongs = org !== undefined;
  try {
    await patiently(context, () =>
      client.send(
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
      ),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

async function read(context: Context, user: string): Promise<Profile | undefined> {
  const { client, tables } = context;
  const { Item } = await patiently(context, () =>
    client.send(new GetCommand({ TableName: tables['main'], Key: profileKey(user), ConsistentRead: true })),
  );
  return Item as Profile | undefined;
}

const THROTTLED = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'];

/** A second, then twice as long each time; a quarter of an hour in all. */
const WAITS_MS = Array.from({ length: 10 }, (_, attempt) => 1000 * 2 ** attempt);

/** Sends a request until it is admitted. The SDK tries a few times by itself; a table can be busy for longer. */
async function patiently<T>({ sleep }: Context, send: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Error) || !THROTTLED.includes(error.name)) throw error;
      await sleep(wait);
    }
  }
  return send();
}
