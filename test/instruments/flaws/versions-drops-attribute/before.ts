import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Profile {
  name: string;
  city: string;
}

const keyOf = (id: string) => ({ pk: `PROFILE#${id}`, sk: 'PROFILE' });

export async function save(
  { client, tables }: Context,
  { id, name, city }: Profile & { id: string },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(id), name, city } }));
}

export async function rename(
  { client, tables }: Context,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(id),
      UpdateExpression: 'SET #name = :name',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ':name': name },
    }),
  );
}

export async function load({ client, tables }: Context, { id }: { id: string }): Promise<Profile | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(id) }));
  return Item === undefined ? null : { name: String(Item['name']), city: String(Item['city']) };
}
