import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  customer: string;
  order: string;
  article: string;
}

/** Every order gets a line of its own for each article, next to the order. The old version takes it for an order. */
export async function placeOrder(
  { client, tables }: Context,
  { customer, order, article }: Order,
): Promise<void> {
  const TableName = tables['main'];
  const [pk, sk] = [`CUSTOMER#${customer}`, `ORDER#${order}`];
  await client.send(new PutCommand({ TableName, Item: { pk, sk, article } }));
  await client.send(new PutCommand({ TableName, Item: { pk, sk: `${sk}#LINE#1`, article } }));
}

/** The numbers of a customer's orders, without the lines. */
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
  const keys = Items.map(({ sk }) => String(sk)).filter((sk) => !sk.includes('#LINE#'));
  return keys.map((sk) => sk.slice('ORDER#'.length));
}
