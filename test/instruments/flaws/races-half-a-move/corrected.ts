import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Move {
  card: string;
  from: string;
  to: string;
}

const keyOf = (list: string, card: string) => ({ pk: 'BOARD', sk: `${list}#${card}` });

export async function addCard({ client, tables }: Context, { card, from }: Move): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: keyOf(from, card) }));
}

export async function board({ client, tables }: Context): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'BOARD' },
    }),
  );
  return Items.map((item) => String(item['sk']));
}

/** Both writes at once: nobody sees the card in neither list, or in both. */
export async function moveCard({ client, tables }: Context, { card, from, to }: Move): Promise<void> {
  const TableName = tables['main'];
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Delete: { TableName, Key: keyOf(from, card) } },
        { Put: { TableName, Item: keyOf(to, card) } },
      ],
    }),
  );
}
