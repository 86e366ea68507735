import { DeleteCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Note {
  user: string;
  note: string;
}

const keyOf = ({ user, note }: Note) => ({ pk: `USER#${user}`, sk: `NOTE#${note}` });

export async function addNote({ client, tables }: Context, note: Note): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: keyOf(note) }));
}

export async function deleteNote({ client, tables }: Context, note: Note): Promise<void> {
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: keyOf(note) }));
}

/** Gives every note a language: reads them all, and writes each back with one attribute more. */
export async function backfill({ client, tables }: Context): Promise<void> {
  const TableName = tables['main'];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    for (const note of page.Items ?? []) {
      await client.send(new PutCommand({ TableName, Item: { ...note, language: 'en' } }));
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

export async function notesOf({ client, tables }: Context, { user }: Pick<Note, 'user'>): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `USER#${user}` },
    }),
  );
  return Items.map(({ sk }) => String(sk));
}
