import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  customer: string;
  order: string;
}

/** The state stands before the number, so that open orders lie beside each other. */
const keyOf = ({ customer, order }: Order, state: 'OPEN' | 'CLOSED') => ({
  pk: `CUSTOMER#${customer}`,
  sk: `${state}#${order}`,
});

export async function place({ client, tables }: Context, input: Order): Promise<void> {
  const Item = { ...keyOf(input, 'OPEN'), order: input.order };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function close({ client, tables }: Context, input: Order): Promise<void> {
  const TableName = tables['main'];
  const Delete = { TableName, Key: keyOf(input, 'OPEN'), ConditionExpression: 'attribute_exists(pk)' };
  const Put = { TableName, Item: { ...keyOf(input, 'CLOSED'), order: input.order } };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Delete }, { Put }] }));
}

export async function openOrders(
  { client, tables }: Context,
  { customer }: { customer: string },
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :customer AND begins_with(sk, :open)',
      ExpressionAttributeValues: { ':customer': `CUSTOMER#${customer}`, ':open': 'OPEN#' },
    }),
  );
  return Items.map((item) => String(item['order']));
}
