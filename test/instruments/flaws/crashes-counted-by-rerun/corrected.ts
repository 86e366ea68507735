import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
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

/** Books the payment and notes it in one transaction, on the condition that it has not been noted. */
export async function book({ client, tables }: Context, payment: Payment): Promise<void> {
  const TableName = tables['main'];
  const note = { ...paymentKey(payment), amount: payment.amount };
  try {
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName, Item: note, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Update: {
              TableName,
              Key: accountKey(payment.account),
              UpdateExpression: 'ADD balance :amount',
              ExpressionAttributeValues: { ':amount': payment.amount },
            },
          },
        ],
      }),
    );
  } catch (error) {
    const codes = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
    // It has been booked before, by this process or by another.
    if (codes?.[0]?.Code !== 'ConditionalCheckFailed') throw error;
  }
}
