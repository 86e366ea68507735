import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

/** Between the two updates the money is nowhere, and everybody can see that. */
export async function transfer({ client, tables }: Context, { from, to, amount }: Transfer): Promise<void> {
  for (const [account, by] of [
    [from, -amount],
    [to, amount],
  ]) {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: `ACCOUNT#${account}`, sk: 'ACCOUNT' },
        UpdateExpression: 'ADD balance :by',
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  }
}
