import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const pkOf = (folder: string) => `FOLDER#${folder}`;

export async function createFolder(
  { client, tables }: Context,
  { folder }: { folder: string },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { pk: pkOf(folder), sk: 'FOLDER' } }));
}

export async function addNote(
  { client, tables }: Context,
  { folder, note }: { folder: string; note: string },
): Promise<void> {
  const Item = { pk: pkOf(folder), sk: `NOTE#${note}`, note };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Deletes the folder with everything in its item collection. */
export async function deleteFolder(
  { client, tables }: Context,
  { folder }: { folder: string },
): Promise<void> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pkOf(folder) },
    }),
  );
  for (const { pk, sk } of Items) {
    await client.send(new DeleteCommand({ TableName: tables['main'], Key: { pk, sk } }));
  }
}

export async function notesIn(
  { client, tables }: Context,
  { folder }: { folder: string },
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :note)',
      ExpressionAttributeValues: { ':pk': pkOf(folder), ':note': 'NOTE#' },
    }),
  );
  return Items.map((item) => String(item['note'])).sort();
}
