import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  order: string;
}

const keyOf = ({ order }: Order) => ({ pk: `ORDER#${order}`, sk: 'ORDER' });

export async function place({ client, tables }: Context, order: Order): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(order), state: 'open' } }));
}

/** Marks an open order as paid, and then tells the warehouse. One that is paid has been told already. */
export async function pay({ client, tables }: Context, order: Order): Promise<void> {
  const TableName = tables['main'];
  try {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(order),
        UpdateExpression: 'SET #state = :paid',
        ConditionExpression: '#state = :open',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':open': 'open', ':paid': 'paid' },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return;
    throw error;
  }
  const event = { pk: 'OUTBOX', sk: `PAID#${order.order}` };
  await client.send(new PutCommand({ TableName, Item: event }));
}
