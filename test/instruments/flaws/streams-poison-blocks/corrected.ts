import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamRecord {
  dynamodb: { SequenceNumber: string; Keys: { pk: { S: string } }; NewImage: { degrees?: { N: string } } };
}

interface Report {
  station: string;
  degrees: number;
}

export async function report({ client, tables }: Context, { station, degrees }: Report): Promise<void> {
  const Item = { pk: `STATION#${station}`, sk: 'NOW', degrees };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Shows each report on the wall, and sets one without a temperature aside for somebody to look at. */
export async function onReports(
  { client, tables }: Context,
  { Records }: { Records: StreamRecord[] },
): Promise<void> {
  for (const { dynamodb } of Records) {
    const { pk } = dynamodb.Keys;
    if (!pk.S.startsWith('STATION#')) continue;
    const { degrees } = dynamodb.NewImage;
    const Item =
      degrees === undefined
        ? { pk: 'PARKED', sk: dynamodb.SequenceNumber, record: dynamodb }
        : { pk: 'WALL', sk: pk.S, degrees: Number(degrees.N) };
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  }
}

async function allOf({ client, tables }: Context, pk: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  return Items;
}

export async function wall(context: Context): Promise<string[]> {
  const items = await allOf(context, 'WALL');
  return items.map(({ sk, degrees }) => `${String(sk)} ${String(degrees)}`);
}

export async function parked(context: Context): Promise<string[]> {
  return (await allOf(context, 'PARKED')).map(({ sk }) => String(sk));
}
