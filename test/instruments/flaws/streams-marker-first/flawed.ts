import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Record {
  eventName: string;
  dynamodb: { Keys: { pk: { S: string } } };
}

export async function visit({ client, tables, newId }: Context, { page }: { page: string }): Promise<void> {
  const Item = { pk: `VISIT#${newId()}`, sk: 'VISIT', page };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Notes each visit, counts it, and takes the note back if that fails: which needs a process that is still there. */
export async function onVisits(context: Context, { Records }: { Records: Record[] }): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  for (const { dynamodb } of Records) {
    const visit = dynamodb.Keys.pk.S;
    if (!visit.startsWith('VISIT#')) continue;
    const note = { pk: `COUNTED#${visit}`, sk: 'COUNTED' };
    if (!(await claim(context, note))) continue;
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'TOTAL', sk: 'TOTAL' },
          UpdateExpression: 'ADD visits :one',
          ExpressionAttributeValues: { ':one': 1 },
        }),
      );
    } catch (error) {
      await client.send(new DeleteCommand({ TableName, Key: note }));
      throw error;
    }
  }
}

/** Whether nobody has written the note before. */
async function claim({ client, tables }: Context, note: { pk: string; sk: string }): Promise<boolean> {
  const ConditionExpression = 'attribute_not_exists(pk)';
  try {
    await client.send(new PutCommand({ TableName: tables['main'], Item: note, ConditionExpression }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
