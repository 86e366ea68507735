import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Line {
  basket: string;
  line: number;
  article: string;
}

export async function addLine({ client, tables }: Context, { basket, line, article }: Line): Promise<void> {
  const Item = { pk: `BASKET#${basket}`, sk: `LINE#${line}`, line, article };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** The lines lie beside each other, so that one Query reads them. */
export async function linesOf(
  { client, tables }: Context,
  { basket }: { basket: string },
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `BASKET#${basket}` },
    }),
  );
  return Items.map((item) => String(item['article']));
}
