import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Day {
  day: string;
}

const keyOf = ({ day }: Day) => ({ pk: `DAY#${day}`, sk: 'REPORT' });
const lockOf = ({ day }: Day) => ({ pk: `DAY#${day}`, sk: 'LOCK' });

/** Adds up the sales of a day; a lock keeps two processes from doing it at the same time. */
export async function closeDay(context: Context, day: Day): Promise<void> {
  await lock(context, day);
  try {
    await writeReport(context, day);
  } finally {
    await context.client.send(new DeleteCommand({ TableName: context.tables['main'], Key: lockOf(day) }));
  }
}

async function lock({ client, tables }: Context, day: Day): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: lockOf(day),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw Object.assign(new Error('another process is at it'), { name: 'Locked' });
  }
}

async function writeReport({ client, tables }: Context, day: Day): Promise<void> {
  const TableName = tables['main'];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sale)',
      ExpressionAttributeValues: { ':pk': keyOf(day).pk, ':sale': 'SALE#' },
      ConsistentRead: true,
    }),
  );
  const total = Items.reduce((sum, { amount }) => sum + Number(amount), 0);
  await client.send(new PutCommand({ TableName, Item: { ...keyOf(day), total } }));
}

export async function totalOf({ client, tables }: Context, day: Day): Promise<number | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(day) }));
  return (Item?.['total'] as number | undefined) ?? null;
}
