import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Comment {
  post: string;
  author: string;
  text: string;
}

export async function join(
  { client, tables }: Context,
  { author, name }: { author: string; name: string },
): Promise<void> {
  const Item = { pk: `AUTHOR#${author}`, sk: 'AUTHOR', name };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function comment({ client, tables, newId }: Context, { post, ...rest }: Comment): Promise<void> {
  const Item = { pk: `POST#${post}`, sk: `COMMENT#${newId()}`, ...rest };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Reads the comments, and then the author of each. */
export async function commentsOn({ client, tables }: Context, { post }: { post: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :post AND begins_with(sk, :comment)',
      ExpressionAttributeValues: { ':post': `POST#${post}`, ':comment': 'COMMENT#' },
    }),
  );
  return Promise.all(
    Items.map(async ({ author, text }) => {
      const Key = { pk: `AUTHOR#${String(author)}`, sk: 'AUTHOR' };
      const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key }));
      return `${String(Item?.['name'])}: ${String(text)}`;
    }),
  );
}
