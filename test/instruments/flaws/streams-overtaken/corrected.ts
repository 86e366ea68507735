import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamRecord {
  dynamodb: {
    SequenceNumber: string;
    Keys: { pk: { S: string } };
    NewImage: { edition: { N: string }; text?: { S: string } };
  };
}

interface Edition {
  document: string;
  edition: number;
  text: string;
}

export async function edit({ client, tables }: Context, { document, ...rest }: Edition): Promise<void> {
  const Item = { pk: `DOCUMENT#${document}`, sk: 'NOW', ...rest };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Writes the history of each document. Behind a record that is set aside, those of its document are, too. */
export async function onEditions(context: Context, { Records }: { Records: StreamRecord[] }): Promise<void> {
  for (const { dynamodb } of Records) {
    const document = dynamodb.Keys.pk.S;
    if (!document.startsWith('DOCUMENT#')) continue;
    const { text, edition } = dynamodb.NewImage;
    const isBlocked = text === undefined || (await parked(context, { document })).length > 0;
    const Item = isBlocked
      ? { pk: `PARKED#${document}`, sk: dynamodb.SequenceNumber, record: dynamodb }
      : { pk: `HISTORY#${document}`, sk: `EDITION#${edition.N}`, text: text.S };
    await context.client.send(new PutCommand({ TableName: context.tables['main'], Item }));
  }
}

async function sortKeysOf({ client, tables }: Context, pk: string): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ sk }) => String(sk));
}

export function history(context: Context, { document }: { document: string }): Promise<string[]> {
  return sortKeysOf(context, `HISTORY#${document}`);
}

export function parked(context: Context, { document }: { document: string }): Promise<string[]> {
  return sortKeysOf(context, `PARKED#${document}`);
}
