import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Placed {
  shelf: string;
  book: string;
}

const keyOf = (shelf: string) => ({ pk: `SHELF#${shelf}`, sk: 'SHELF' });

const ATTEMPTS_MAX = 5;

export async function putUp({ client, tables }: Context, { shelf }: Placed): Promise<void> {
  const Item = { ...keyOf(shelf), books: 0, additions: 0 };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** The book and the count in one transaction, which also leaves a mark that a recount can notice. */
export async function addBook({ client, tables }: Context, { shelf, book }: Placed): Promise<void> {
  const TableName = tables['main'];
  const Update = {
    TableName,
    Key: keyOf(shelf),
    UpdateExpression: 'ADD books :one, additions :one',
    ExpressionAttributeValues: { ':one': 1 },
  };
  const Put = {
    TableName,
    Item: { pk: `SHELF#${shelf}`, sk: `BOOK#${book}` },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Update }] }));
}

/** Counts the books, and writes how many they are unless one was added since; then it counts again. */
export async function recount(context: Context, { shelf }: Placed): Promise<void> {
  const { client, tables } = context;
  const [TableName, Key] = [tables['main'], keyOf(shelf)];
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    // The mark first: a book that comes after this read changes it, wherever the query has got to.
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    const books = (await booksOn(context, { shelf })).length;
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET books = :books',
          ConditionExpression: 'additions = :additions',
          ExpressionAttributeValues: { ':books': books, ':additions': Item?.['additions'] },
        }),
      );
      return;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  throw new Error('books come faster than they can be counted');
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
