import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (book: string) => ({ pk: `BOOK#${book}`, sk: 'LOAN' });

export async function lend(
  { client, tables }: Context,
  { book, to }: { book: string; to: string },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(book), to, renewals: 0 } }));
}

export async function takeBack({ client, tables }: Context, { book }: { book: string }): Promise<void> {
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: keyOf(book) }));
}

/** UpdateItem makes the item where there is none. */
export async function renew({ client, tables }: Context, { book }: { book: string }): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(book),
      UpdateExpression: 'ADD renewals :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
