import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
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
    cursor = LastEvaluatedKey;
  } while (cursor !== undefined);
  return { written };
}

/** Writes one user with what the index needs, unless the user is indexed. */
async function migrate(context: Context, profile: Profile): Promise<boolean> {
  const { client, tables } = context;
  if (isIndexed(profile)) return false;
  const { user, name, org } = profile;
  await patiently(context, () =>
    client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: {
          ...profileKey(user),
          ...profile,
          sortName: sortNameOf(name),
          ...(org && { memberOf: org.id }),
        },
      }),
    ),
  );
  return true;
}

function isIndexed({ name, org, sortName, memberOf }: Profile): boolean {
  return sortName === sortNameOf(name) && memberOf === org?.id;
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
