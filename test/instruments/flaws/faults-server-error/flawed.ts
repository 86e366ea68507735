import { InternalServerError } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Payment {
  account: string;
  payment: string;
  cents: number;
}

const ATTEMPTS_MAX = 3;

/** Takes a server error for "it did not happen", and makes a new request of it. */
export async function pay(context: Context, input: Payment): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await book(context, input, context.newId());
    } catch (error) {
      if (!(error instanceof InternalServerError) || attempt === ATTEMPTS_MAX) throw error;
      await context.sleep(100 * 2 ** attempt);
    }
  }
}

/** DynamoDB carries out a transaction with the same token once, within ten minutes. */
async function book(
  { client, tables }: Context,
  { account, cents }: Payment,
  ClientRequestToken: string,
): Promise<void> {
  const Update = {
    TableName: tables['main'],
    Key: { pk: `ACCOUNT#${account}`, sk: 'ACCOUNT' },
    UpdateExpression: 'ADD paid :cents',
    ExpressionAttributeValues: { ':cents': cents },
  };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Update }], ClientRequestToken }));
}

export async function paid({ client, tables }: Context, { account }: { account: string }): Promise<number> {
  const Key = { pk: `ACCOUNT#${account}`, sk: 'ACCOUNT' };
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key, ConsistentRead: true }),
  );
  return Number(Item?.['paid'] ?? 0);
}
