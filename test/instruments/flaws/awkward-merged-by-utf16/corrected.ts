import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const SHELVES = [0, 1];

export async function shelve(
  { client, tables }: Context,
  { shelf, title }: { shelf: number; title: string },
): Promise<void> {
  const Item = { pk: `SHELF#${shelf}`, sk: title };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

async function titlesOn({ client, tables }: Context, shelf: number): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `SHELF#${shelf}` },
    }),
  );
  return Items.map((item) => String(item['sk']));
}

/** By code points, whose order is that of UTF-8 bytes. */
function comesBefore(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => Array.from(text, (each) => each.codePointAt(0) ?? 0));
  const at = left?.findIndex((codePoint, index) => codePoint !== right?.[index]) ?? -1;
  return at < 0 || (left?.[at] ?? 0) < (right?.[at] ?? -1);
}

/** The titles on all shelves, merged in the order in which DynamoDB sorts those on each. */
export async function titles(context: Context): Promise<string[]> {
  const [left = [], right = []] = await Promise.all(SHELVES.map((shelf) => titlesOn(context, shelf)));
  const merged: string[] = [];
  while (left.length > 0 && right.length > 0) {
    const from = comesBefore(left[0] ?? '', right[0] ?? '') ? left : right;
    merged.push(...from.splice(0, 1));
  }
  return [...merged, ...left, ...right];
}
