import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Profile {
  name: string;
  city: string;
}

const keyOf = (id: string) => ({ pk: `PROFILE#${id}`, sk: 'PROFILE' });

/** The city moves into an address; the old version goes on reading `city`. */
export async function save(
  { client, tables }: Context,
  { id, name, city }: Profile & { id: string },
): Promise<void> {
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { ...keyOf(id), name, address: { city } } }),
  );
}

export async function rename(context: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const profile = await load(context, { id });
  await save(context, { id, name, city: profile?.city ?? '' });
}

export async function load({ client, tables }: Context, { id }: { id: string }): Promise<Profile | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(id) }));
  if (Item === undefined) return null;
  const { name, address, city } = Item as Profile & { address?: { city: string } };
  return { name, city: address?.city ?? city };
}
