import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Store {
  city: string;
  store: string;
}

export async function open({ client, tables }: Context, { city, store }: Store): Promise<void> {
  const Item = { pk: 'STORES', sk: `${city}#${store}`, store };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Finds the stores of every city whose name begins with this one, too. */
export async function storesIn(
  { client, tables }: Context,
  { city }: Pick<Store, 'city'>,
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :city)',
      ExpressionAttributeValues: { ':pk': 'STORES', ':city': city },
    }),
  );
  return Items.map((item) => String(item['store']));
}
