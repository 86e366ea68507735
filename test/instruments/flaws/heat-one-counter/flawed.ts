import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

export async function vote({ client, tables }: Context, { show }: { show: string }): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `SHOW#${show}`, sk: 'VOTES' },
      UpdateExpression: 'ADD votes :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
