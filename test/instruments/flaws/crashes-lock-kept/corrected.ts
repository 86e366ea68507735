import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Day {
  day: string;
}

const keyOf = ({ day }: Day) => ({ pk: `DAY#${day}`, sk: 'REPORT' });
const lockOf = ({ day }: Day) => ({ pk: `DAY#${day}`, sk: 'LOCK' });

/** Much longer than the work takes. Who needs longer still writes the same report as whoever comes after it. */
const LEASE_MS = 60_000;

/** Adds up the sales of a day; a lock that runs out keeps two processes from doing it at the same time. */
export async function closeDay(context: Context, day: Day): Promise<void> {
  const owner = context.newId();
  await lock(context, day, owner);
  try {
    await writeReport(context, day);
  } finally {
    await unlock(context, day, owner);
  }
}

async function lock({ client, tables, now }: Context, day: Day, owner: string): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: { ...lockOf(day), owner, until: now() + LEASE_MS },
        ConditionExpression: 'attribute_not_exists(pk) OR #until < :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': now() },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw Object.assign(new Error('another process is at it'), { name: 'Locked' });
  }
}

/** Gives back the lock unless it has run out and belongs to somebody else by now. */
async function unlock({ client, tables }: Context, day: Day, owner: string): Promise<void> {
  try {
    await client.send(
      new DeleteCommand({
        TableName: tables['main'],
        Key: lockOf(day),
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': owner },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
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
