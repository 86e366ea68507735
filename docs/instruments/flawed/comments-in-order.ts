import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** The number is not padded: 10 comes before 9. */
export async function comment(
  { client, tables }: Context,
  { post, number, text }: { post: string; number: number; text: string },
): Promise<void> {
  const Item = { pk: `COMMENTS#${post}`, sk: String(number), text };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
