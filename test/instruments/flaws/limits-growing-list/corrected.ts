import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Comment {
  post: string;
  text: string;
}

/** A comment is an item of its own, beside the post. */
export async function comment({ client, tables, newId }: Context, { post, text }: Comment): Promise<void> {
  const Item = { pk: `POST#${post}`, sk: `COMMENT#${newId()}`, text };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
