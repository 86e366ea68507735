import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { keysOf, placeOf, type Names } from './table.ts';

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
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...input, ...keysOf(input) } }));
}

/** The shop of that id; null if there is none. */
export async function getShop({ client, tables }: Context, { shop }: { shop: string }): Promise<Shop | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: { shop } }));
  return Item === undefined ? null : toShop(Item);
}

function toShop(item: Record<string, unknown>): Shop {
  const { shop, name, country, region, city, postcode } = item as unknown as Shop;
  return { shop, name, country, region, city, postcode };
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
  return items.map(toShop);
}

type Row = Record<string, unknown>;

async function readPage({ client, tables }: Context, place: Names, start?: Row) {
  const { index, key } = placeOf(place);
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: index,
      KeyConditionExpression: '#place = :place',
      ExpressionAttributeNames: { '#place': index },
      ExpressionAttributeValues: { ':place': key },
      ExclusiveStartKey: start,
    }),
  );
  return { items: Items, next: LastEvaluatedKey };
}

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
async function moveShop({ client, tables }: Context, row: Row, to: string): Promise<boolean> {
  const old = toShop(row);
  const next = keysOf({ ...old, region: to });
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { shop: old.shop },
        UpdateExpression: 'SET #region = :to, byRegion = :region, byCity = :city, byPostcode = :postcode',
        ConditionExpression: 'byPostcode = :old',
        ExpressionAttributeNames: { '#region': 'region' },
        ExpressionAttributeValues: {
          ':to': to,
          ':old': keysOf(old).byPostcode,
          ':region': next.byRegion,
          ':city': next.byCity,
          ':postcode': next.byPostcode,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
