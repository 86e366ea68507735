import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Delivery {
  article: string;
  pieces: number;
}

const keyOf = (article: string) => ({ pk: `ARTICLE#${article}`, sk: 'STOCK' });

const ATTEMPTS_MAX = 5;

export async function list({ client, tables }: Context, { article }: Delivery): Promise<void> {
  const Item = { ...keyOf(article), stock: 0, version: 1 };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Adds what was delivered. Where the stock has changed since it was read, it is read again. */
export async function receive(
  { client, tables }: Context,
  { article, pieces }: Delivery,
): Promise<'received'> {
  const [TableName, Key] = [tables['main'], keyOf(article)];
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    const { stock, version } = Item as { stock: number; version: number };
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET stock = :stock, version = :next',
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':stock': stock + pieces, ':version': version, ':next': version + 1 },
        }),
      );
      return 'received';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
  throw new Error('the stock changes too often');
}

export async function stockOf({ client, tables }: Context, { article }: Delivery): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(article) }));
  return Number(Item?.['stock']);
}
