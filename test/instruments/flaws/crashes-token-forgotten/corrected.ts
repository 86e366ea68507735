import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
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

/** Moves the money and notes that it is done in one transaction, on the condition that it has not been noted. */
export async function carryOut(
  { client, tables }: Context,
  { transfer }: Pick<Transfer, 'transfer'>,
): Promise<void> {
  const [TableName, Key] = [tables['main'], transferKey(transfer)];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const { from, to, amount } = Item as Transfer;
  const note = {
    Update: {
      TableName,
      Key,
      UpdateExpression: 'SET isDone = :true',
      ConditionExpression: 'isDone = :false',
      ExpressionAttributeValues: { ':true': true, ':false': false },
    },
  };
  const add = (account: string, change: number) => ({
    Update: {
      TableName,
      Key: accountKey(account),
      UpdateExpression: 'ADD balance :amount',
      ExpressionAttributeValues: { ':amount': change },
    },
  });
  try {
    await client.send(
      new TransactWriteCommand({ TransactItems: [note, add(from, -amount), add(to, amount)] }),
    );
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
    // It was done before, however long ago that was.
    if (reasons?.[0]?.Code !== 'ConditionalCheckFailed') throw error;
  }
}

export async function balanceOf(
  { client, tables }: Context,
  { account }: { account: string },
): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: accountKey(account) }));
  return Number(Item?.['balance'] ?? 0);
}
