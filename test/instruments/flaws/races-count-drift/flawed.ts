import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Placed {
  shelf: string;
  book: string;
}

const keyOf = (shelf: string) => ({ pk: `SHELF#${shelf}`, sk: 'SHELF' });

export async function putUp({ client, tables }: Context, { shelf }: Placed): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(shelf), books: 0 } }));
}

/** Puts a book on the shelf, and then adds one to the count. */
export async function addBook({ client, tables }: Context, { shelf, book }: Placed): Promise<void> {
  const TableName = tables['main'];
  await client.send(new PutCommand({ TableName, Item: { pk: `SHELF#${shelf}`, sk: `BOOK#${book}` } }));
  await client.send(
    new UpdateCommand({
      TableName,
      Key: keyOf(shelf),
      UpdateExpression: 'ADD books :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}

/** Repairs a count that is wrong: counts the books, and writes how many they are. */
export async function recount(context: Context, { shelf }: Placed): Promise<void> {
  const books = (await booksOn(context, { shelf })).length;
  await context.client.send(
    new UpdateCommand({
      TableName: context.tables['main'],
      Key: keyOf(shelf),
      UpdateExpression: 'SET books = :books',
      ExpressionAttributeValues: { ':books': books },
    }),
  );
}

export async function booksOn(
  { client, tables }: Context,
  { shelf }: Pick<Placed, 'shelf'>,
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :book)',
      ExpressionAttributeValues: { ':pk': `SHELF#${shelf}`, ':book': 'BOOK#' },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ sk }) => String(sk));
}

export async function countOf({ client, tables }: Context, { shelf }: Placed): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(shelf) }));
  return Number(Item?.['books']);
}
