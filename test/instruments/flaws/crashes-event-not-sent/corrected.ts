import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Order {
  order: string;
}

const keyOf = ({ order }: Order) => ({ pk: `ORDER#${order}`, sk: 'ORDER' });

export async function place({ client, tables }: Context, order: Order): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(order), state: 'open' } }));
}

/** Marks an open order as paid and tells the warehouse, in one transaction: one that is paid has been told. */
export async function pay({ client, tables }: Context, order: Order): Promise<void> {
  const TableName = tables['main'];
  const Update = {
    TableName,
    Key: keyOf(order),
    UpdateExpression: 'SET #state = :paid',
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':open': 'open', ':paid': 'paid' },
  };
  const Put = { TableName, Item: { pk: 'OUTBOX', sk: `PAID#${order.order}` } };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [{ Update }, { Put }] }));
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
    if (reasons?.[0]?.Code !== 'ConditionalCheckFailed') throw error;
  }
}
