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

/** Copies the author's name into the comment, where it is read with it. */
export async function comment({ client, tables, newId }: Context, { post, ...rest }: Comment): Promise<void> {
  const Key = { pk: `AUTHOR#${rest.author}`, sk: 'AUTHOR' };
  const author = await client.send(new GetCommand({ TableName: tables['main'], Key }));
  const Item = {
    pk: `POST#${post}`,
    sk: `COMMENT#${newId()}`,
    ...rest,
    name: author.Item?.['name'] as string,
  };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function commentsOn({ client, tables }: Context, { post }: { post: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :post AND begins_with(sk, :comment)',
      ExpressionAttributeValues: { ':post': `POST#${post}`, ':comment': 'COMMENT#' },
    }),
  );
  return Items.map(({ name, text }) => `${String(name)}: ${String(text)}`);
}
