import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** Counts page by page, until a page is not full. */
export async function countLines(
  { client, tables }: Context,
  { room, pageSize }: { room: string; pageSize: number },
): Promise<number> {
  let count = 0;
  let start: Record<string, unknown> | undefined;
  for (;;) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tables['main'],
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `ROOM#${room}` },
        Limit: pageSize,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    count += Items.length;
    start = LastEvaluatedKey;
    if (Items.length < pageSize) return count;
  }
}
