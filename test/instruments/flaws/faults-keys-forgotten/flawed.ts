import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (seat: string) => ({ pk: `SEAT#${seat}`, sk: 'SEAT' });

export async function sell({ client, tables }: Context, { seat }: { seat: string }): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(seat), seat } }));
}

/** The seats among these that are sold, at most a hundred: what does not come back is taken for free. */
export async function soldAmong(
  { client, tables }: Context,
  { seats }: { seats: string[] },
): Promise<string[]> {
  const main = tables['main'] as string;
  const { Responses = {} } = await client.send(
    new BatchGetCommand({ RequestItems: { [main]: { Keys: seats.map(keyOf) } } }),
  );
  return (Responses[main] ?? []).map((item) => String(item['seat'])).sort();
}
