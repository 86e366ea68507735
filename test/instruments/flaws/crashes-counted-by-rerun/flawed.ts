import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Payment {
  account: string;
  payment: string;
  amount: number;
}

const accountKey = (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'BALANCE' });
const paymentKey = ({ account, payment }: Payment) => ({
  pk: `ACCOUNT#${account}`,
  sk: `PAYMENT#${payment}`,
});

export async function balance({ client, tables }: Context, { account }: Payment): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: accountKey(account) }));
  return Number(Item?.['balance'] ?? 0);
}

/** Books a payment unless it is there. Who stops between the two writes books it twice. */
export async function book({ client, tables }: Context, payment: Payment): Promise<void> {
  const TableName = tables['main'];
  const { Item } = await client.send(new GetCommand({ TableName, Key: paymentKey(payment) }));
  if (Item !== undefined) return;
  await client.send(
    new UpdateCommand({
      TableName,
      Key: accountKey(payment.account),
      UpdateExpression: 'ADD balance :amount',
      ExpressionAttributeValues: { ':amount': payment.amount },
    }),
  );
  await client.send(new PutCommand({ TableName, Item: { ...paymentKey(payment), amount: payment.amount } }));
}
