import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Store {
  city: string;
  store: string;
}

export async function open({ client, tables }: Context, { city, store }: Store): Promise<void> {
  const Item = { pk: 'STORES', sk: `${encodeURIComponent(city)}#${store}`, store };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** The prefix ends with the delimiter, which no city can hold. */
export async function storesIn(
  { client, tables }: Context,
  { city }: Pick<Store, 'city'>,
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :city)',
      ExpressionAttributeValues: { ':pk': 'STORES', ':city': `${encodeURIComponent(city)}#` },
    }),
  );
  return Items.map((item) => String(item['store']));
}
