import { PutCommand } from '@aws-sdk/lib-dynamodb';
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
  for (const Item of itemsOf(order)) {
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  }
}
