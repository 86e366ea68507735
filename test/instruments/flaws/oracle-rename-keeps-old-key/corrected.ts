import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Contact {
  name: string;
  phone: string;
}

const keyOf = (name: string) => ({ pk: 'CONTACTS', sk: `CONTACT#${name}` });

export async function addContact({ client, tables }: Context, { name, phone }: Contact): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(name), name, phone } }));
}

/** The name is part of the key, so that a new name makes a new item, and the old one is to be deleted with it. */
export async function rename(
  { client, tables }: Context,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const TableName = tables['main'];
  const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(from), ConsistentRead: true }));
  if (Item === undefined) return;
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Delete: { TableName, Key: keyOf(from) } },
        { Put: { TableName, Item: { ...Item, ...keyOf(to), name: to } } },
      ],
    }),
  );
}

export async function contacts({ client, tables }: Context): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'CONTACTS' },
    }),
  );
  return Items.map(({ name, phone }) => `${String(name)} ${String(phone)}`);
}
