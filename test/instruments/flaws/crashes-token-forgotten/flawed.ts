import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Transfer {
  transfer: string;
  from: string;
  to: string;
  amount: number;
}

const accountKey = (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'BALANCE' });
const transferKey = (transfer: string) => ({ pk: `TRANSFER#${transfer}`, sk: 'TRANSFER' });

export async function order({ client, tables }: Context, input: Transfer): Promise<void> {
  const Item = { ...input, ...transferKey(input.transfer), isDone: false };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Moves the money of a transfer, and then notes that it is done. The token keeps the money from moving twice. */
export async function carryOut(
  { client, tables }: Context,
  { transfer }: Pick<Transfer, 'transfer'>,
): Promise<void> {
  const [TableName, Key] = [tables['main'], transferKey(transfer)];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const { from, to, amount, isDone } = Item as Transfer & { isDone: boolean };
  if (isDone) return;
  const add = (account: string, change: number) => ({
    Update: {
      TableName,
      Key: accountKey(account),
      UpdateExpression: 'ADD balance :amount',
      ExpressionAttributeValues: { ':amount': change },
    },
  });
  await client.send(
    new TransactWriteCommand({
      TransactItems: [add(from, -amount), add(to, amount)],
      ClientRequestToken: transfer,
    }),
  );
  await client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET isDone = :true',
      ExpressionAttributeValues: { ':true': true },
    }),
  );
}

export async function balanceOf(
  { client, tables }: Context,
  { account }: { account: string },
): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: accountKey(account) }));
  return Number(Item?.['balance'] ?? 0);
}
