import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
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

/** Asks for the keys of the lines, and then for each line. */
export async function linesOf(
  { client, tables }: Context,
  { basket }: { basket: string },
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `BASKET#${basket}` },
      ProjectionExpression: 'pk, sk',
    }),
  );
  const articles: string[] = [];
  for (const Key of Items) {
    const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key }));
    articles.push(String(Item?.['article']));
  }
  return articles;
}
