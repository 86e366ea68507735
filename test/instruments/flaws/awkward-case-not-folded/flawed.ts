import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** As it was typed: the condition sees another key for another spelling. */
const pkOf = (handle: string) => `HANDLE#${handle}`;

/** Whether the handle was free. Upper and lower case make no difference. */
export async function claim({ client, tables }: Context, { handle }: { handle: string }): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: { pk: pkOf(handle), sk: 'HANDLE', handle },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
