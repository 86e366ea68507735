import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export interface Shop {
  shop: string;
  name: string;
  country: string;
  region: string;
  city: string;
  postcode: string;
}

/** Opens a shop under an id that no shop has had. */
export async function openShop({ client, tables }: Context, input: Shop): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: input }));
}

/** The shop of that id; null if there is none. */
export async function getShop({ client, tables }: Context, { shop }: { shop: string }): Promise<Shop | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: { shop } }));
  return (Item as Shop | undefined) ?? null;
}

/** Puts another name over the door. Throws an error named ShopNotFound when there is no such shop. */
export async function renameShop(
  { client, tables }: Context,
  { shop, name }: { shop: string; name: string },
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: { shop },
    UpdateExpression: 'SET #name = :name',
    ConditionExpression: 'attribute_exists(shop)',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name },
  });
  await client.send(update).catch(notFound);
}

/** Closes a shop. Throws an error named ShopNotFound when there is no such shop. */
export async function closeShop({ client, tables }: Context, { shop }: { shop: string }): Promise<void> {
  const removal = new DeleteCommand({
    TableName: tables['main'],
    Key: { shop },
    ConditionExpression: 'attribute_exists(shop)',
  });
  await client.send(removal).catch(notFound);
}

function notFound(error: unknown): never {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  throw Object.assign(new Error('There is no such shop.'), { name: 'ShopNotFound' });
}

/** All shops of a country, a region, a city or a postcode. */
export async function listShops(
  context: Context,
  place: { country: string; region?: string; city?: string; postcode?: string },
): Promise<Shop[]> {
  const { items } = await readPage(context, place);
  return items;
}

type Row = Record<string, unknown>;

/** Key attributes are named from the left, each with its value, as far down as the question goes. */
async function readPage({ client, tables }: Context, place: Partial<Shop>, start?: Row) {
  const levels = LEVELS.filter((level) => place[level] !== undefined);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'places',
      KeyConditionExpression: levels.map((level) => `#${level} = :${level}`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(levels.map((level) => [`#${level}`, level])),
      ExpressionAttributeValues: Object.fromEntries(levels.map((level) => [`:${level}`, place[level]])),
      ExclusiveStartKey: start,
    }),
  );
  return { items: Items as Shop[], next: LastEvaluatedKey };
}

const LEVELS = ['country', 'region', 'city', 'postcode'] as const;

/** Brings all shops of a city into another region, and says how many this call has moved. */
export async function moveCity(
  context: Context,
  { country, region, city, to }: { country: string; region: string; city: string; to: string },
): Promise<{ moved: number }> {
  const place = { country, region, city };
  let moved = 0;
  let start: Row | undefined;
  do {
    const { items, next } = await readPage(context, place, start);
    for (const item of items) if (await moveShop(context, item, to)) moved += 1;
    start = next;
  } while (start !== undefined);
  return { moved };
}

/** Whether the shop was still where the index shows it. Only then is it moved; its name is left alone. */
async function moveShop({ client, tables }: Context, place: Shop, to: string): Promise<boolean> {
  const { shop, country, region, city, postcode } = place;
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { shop },
        UpdateExpression: 'SET #region = :to',
        ConditionExpression:
          'country = :country AND #region = :from AND city = :city AND postcode = :postcode',
        ExpressionAttributeNames: { '#region': 'region' },
        ExpressionAttributeValues: {
          ':to': to,
          ':country': country,
          ':from': region,
          ':city': city,
          ':postcode': postcode,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
