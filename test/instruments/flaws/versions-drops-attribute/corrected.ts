import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Profile {
  name: string;
  city: string;
}

const keyOf = (id: string) => ({ pk: `PROFILE#${id}`, sk: 'PROFILE' });

/** The city moves into an address. As long as the old version runs, it is written in both places. */
export async function save(
  { client, tables }: Context,
  { id, name, city }: Profile & { id: string },
): Promise<void> {
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { ...keyOf(id), name, city, address: { city } } }),
  );
}

export async function rename(context: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const profile = await load(context, { id });
  await save(context, { id, name, city: profile?.city ?? '' });
}

export async function load({ client, tables }: Context, { id }: { id: string }): Promise<Profile | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(id) }));
  if (Item === undefined) return null;
  // The old version writes `city` alone; it is the one that is always right.
  const { name, city } = Item as Profile;
  return { name, city };
}
