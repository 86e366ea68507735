import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  order: string;
  article: string;
}

const itemsOf = ({ order, article }: Order) => [
  { pk: `ORDER#${order}`, sk: 'ORDER', lines: 1 },
  { pk: `ORDER#${order}`, sk: 'LINE#1', article },
];

export async function placeOrder({ client, tables }: Context, order: Order): Promise<void> {
  const puts = itemsOf(order).map((Item) => ({ Put: { TableName: tables['main'], Item } }));
  await client.send(new TransactWriteCommand({ TransactItems: puts }));
}
