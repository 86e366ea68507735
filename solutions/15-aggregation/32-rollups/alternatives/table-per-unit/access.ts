import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { UNITS, barStart } from './table.ts';

/** What a meter reports: energy in watt-hours since its previous reading. Negative when the flat fed energy in. */
export interface Reading {
  meter: string;
  /** The meter numbers its readings. A reading that comes twice has the same number twice. */
  seq: number;
  /** When the meter measured it, in milliseconds since the epoch. */
  at: number;
  wh: number;
}

export type Unit = 'hour' | 'day' | 'month';

/** One bar of a chart: all readings that were measured in one hour, day or month of UTC. */
export interface Bar {
  /** Where the hour, day or month begins, in milliseconds since the epoch. */
  start: number;
  wh: number;
  readings: number;
}

/** Takes a reading in. `counted` is false when the meter's reading of that number was known; then nothing changes. */
export async function ingest(context: Context, reading: Reading): Promise<{ counted: boolean }> {
  const { client, tables } = context;
  const { meter, seq, at, wh } = reading;
  try {
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: tables['readings'],
              Item: { meter, seq, at, wh },
              ConditionExpression: 'attribute_not_exists(meter)',
            },
          },
          ...UNITS.map((by) => addToBar(context, by, reading)),
        ],
      }),
    );
    return { counted: true };
  } catch (error) {
    if (!isKnownReading(error)) throw error;
    return { counted: false };
  }
}

/** Creates the bar with its first reading: ADD counts from zero where there is no number yet. */
function addToBar({ tables }: Context, by: Unit, { meter, at, wh }: Reading) {
  return {
    Update: {
      TableName: tables[by],
      Key: { meter, start: barStart(by, at) },
      UpdateExpression: 'ADD wh :wh, readings :one',
      ExpressionAttributeValues: { ':wh': wh, ':one': 1 },
    },
  };
}

/** A cancelled transaction says for each action why; the reading's own action is the first. */
function isKnownReading(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';
}

/** One reading by its number; null if there is none. */
export async function getReading(
  { client, tables }: Context,
  { meter, seq }: { meter: string; seq: number },
): Promise<Reading | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['readings'], Key: { meter, seq } }));
  if (Item === undefined) return null;
  return { meter, seq, at: Item['at'] as number, wh: Item['wh'] as number };
}

/** The bars that begin at `from` or later and before `to`, in order of time. A bar without readings is left out. */
export async function chart(
  { client, tables }: Context,
  { meter, by, from, to }: { meter: string; by: Unit; from: number; to: number },
): Promise<Bar[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables[by],
      KeyConditionExpression: 'meter = :meter AND #start BETWEEN :from AND :last',
      ExpressionAttributeNames: { '#start': 'start' },
      ExpressionAttributeValues: { ':meter': meter, ':from': from, ':last': to - 1 },
    }),
  );
  return Items.map(({ start, wh, readings }) => ({ start, wh, readings }) as Bar);
}
