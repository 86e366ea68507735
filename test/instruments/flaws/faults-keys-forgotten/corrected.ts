import { BatchGetCommand, PutCommand, type BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

const keyOf = (seat: string) => ({ pk: `SEAT#${seat}`, sk: 'SEAT' });

export async function sell({ client, tables }: Context, { seat }: { seat: string }): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(seat), seat } }));
}

/** The seats among these that are sold, at most a hundred. Keys without an answer are asked for again. */
export async function soldAmong(
  { client, tables, sleep }: Context,
  { seats }: { seats: string[] },
): Promise<string[]> {
  const main = tables['main'] as string;
  const sold: string[] = [];
  let RequestItems: BatchGetCommandInput['RequestItems'] = { [main]: { Keys: seats.map(keyOf) } };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const reply = await client.send(new BatchGetCommand({ RequestItems }));
    sold.push(...(reply.Responses?.[main] ?? []).map((item) => String(item['seat'])));
    const UnprocessedKeys: typeof RequestItems = reply.UnprocessedKeys ?? {};
    if (Object.keys(UnprocessedKeys).length === 0) return sold.sort();
    RequestItems = UnprocessedKeys;
    await sleep(50 * 2 ** attempt);
  }
  throw new Error('Some seats could not be read.');
}
