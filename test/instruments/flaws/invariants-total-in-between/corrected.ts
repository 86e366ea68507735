import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Opened {
  account: string;
  balance: number;
}

interface Transfer {
  from: string;
  to: string;
  amount: number;
}

export async function open({ client, tables }: Context, { account, balance }: Opened): Promise<void> {
  const Item = { pk: `ACCOUNT#${account}`, sk: 'ACCOUNT', balance };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Both balances change in one transaction; to the same account there is nothing to do. */
export async function transfer({ client, tables }: Context, { from, to, amount }: Transfer): Promise<void> {
  if (from === to) return;
  const updateOf = (account: string, by: number) => ({
    Update: {
      TableName: tables['main'],
      Key: { pk: `ACCOUNT#${account}`, sk: 'ACCOUNT' },
      UpdateExpression: 'ADD balance :by',
      ExpressionAttributeValues: { ':by': by },
    },
  });
  await client.send(
    new TransactWriteCommand({ TransactItems: [updateOf(from, -amount), updateOf(to, amount)] }),
  );
}
