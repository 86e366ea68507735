import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  customer: string;
  order: string;
  article: string;
}

export async function placeOrder(
  { client, tables }: Context,
  { customer, order, article }: Order,
): Promise<void> {
  const Item = { pk: `CUSTOMER#${customer}`, sk: `ORDER#${order}`, article };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
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
