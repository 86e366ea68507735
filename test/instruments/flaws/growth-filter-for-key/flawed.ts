import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  customer: string;
  order: string;
}

const keyOf = ({ customer, order }: Order) => ({ pk: `CUSTOMER#${customer}`, sk: `ORDER#${order}` });

export async function place({ client, tables }: Context, input: Order): Promise<void> {
  const Item = { ...keyOf(input), order: input.order, state: 'open' };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function close({ client, tables }: Context, input: Order): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(input),
      UpdateExpression: 'SET #state = :closed',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':closed': 'closed' },
    }),
  );
}

/** Reads all orders that there ever were, and keeps the open ones. */
export async function openOrders(
  { client, tables }: Context,
  { customer }: { customer: string },
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :customer',
      FilterExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':customer': `CUSTOMER#${customer}`, ':open': 'open' },
    }),
  );
  return Items.map((item) => String(item['order']));
}
