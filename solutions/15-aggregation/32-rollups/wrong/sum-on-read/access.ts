import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { barStart, instant, partition, readingKey, timeKey } from './table.ts';

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
export async function ingest(
  { client, tables }: Context,
  { meter, seq, at, wh }: Reading,
): Promise<{ counted: boolean }> {
  try {
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: tables['main'],
              Item: { ...readingKey(meter, seq), type: 'reading', meter, seq, at, wh },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          { Put: { TableName: tables['main'], Item: { ...timeKey(meter, at, seq), type: 'time', at, wh } } },
        ],
      }),
    );
    return { counted: true };
  } catch (error) {
    if (!isKnownReading(error)) throw error;
    return { counted: false };
  }
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
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: readingKey(meter, seq) }),
  );
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
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :end',
      ExpressionAttributeValues: { ':pk': partition(meter), ':first': instant(from), ':end': instant(to) },
    }),
  );
  const bars = new Map<number, Bar>();
  for (const item of Items) {
    const start = barStart(by, item['at'] as number);
    const bar = bars.get(start) ?? { start, wh: 0, readings: 0 };
    bars.set(start, { start, wh: bar.wh + (item['wh'] as number), readings: bar.readings + 1 });
  }
  return [...bars.values()];
}
