import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const CURSOR = { pk: 'COPY', sk: 'CURSOR' };

async function cursor({ client, tables }: Context): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: CURSOR }));
  return Number(Item?.['next'] ?? 0);
}

/** Copies reading by reading, and notes each one when it is done. Who comes after may copy one again, which does no harm. */
export async function copyAll(context: Context, { count }: { count: number }): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  for (let at = await cursor(context); at < count; at += 1) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: { pk: 'OLD', sk: `READING#${at}` } }),
    );
    await client.send(new PutCommand({ TableName, Item: { ...Item, pk: 'NEW', sk: `READING#${at}` } }));
    await client.send(new PutCommand({ TableName, Item: { ...CURSOR, next: at + 1 } }));
  }
}
