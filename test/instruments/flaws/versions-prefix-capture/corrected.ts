import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  customer: string;
  order: string;
  article: string;
}

/** Every order gets a line of its own for each article, under a prefix that no query of the old version asks for. */
export async function placeOrder(
  { client, tables }: Context,
  { customer, order, article }: Order,
): Promise<void> {
  const TableName = tables['main'];
  const pk = `CUSTOMER#${customer}`;
  await client.send(new PutCommand({ TableName, Item: { pk, sk: `ORDER#${order}`, article } }));
  await client.send(new PutCommand({ TableName, Item: { pk, sk: `LINE#${order}#1`, article } }));
}

/** The numbers of a customer's orders. */
export async function ordersOf(
  { client, tables }: Context,
  { customer }: Pick<Order, 'customer'>,
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :order)',
      ExpressionAttributeValues: { ':pk': `CUSTOMER#${customer}`, ':order': 'ORDER#' },
    }),
  );
  return Items.map(({ sk }) => String(sk).slice('ORDER#'.length));
}
