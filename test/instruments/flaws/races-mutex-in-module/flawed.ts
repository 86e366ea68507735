import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Hall {
  hall: string;
}

const keyOf = (hall: string) => ({ pk: `HALL#${hall}`, sk: 'HALL' });

/** One after the other, in this process. A second server has a queue of its own. */
let queue: Promise<unknown> = Promise.resolve();

export async function openHall(
  { client, tables }: Context,
  { hall, seats }: Hall & { seats: number },
): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(hall), seats } }));
}

export async function seatsLeft({ client, tables }: Context, { hall }: Hall): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(hall) }));
  return Number(Item?.['seats']);
}

export async function reserve(context: Context, { hall }: Hall): Promise<void> {
  const mine = queue.then(async () => {
    const seats = (await seatsLeft(context, { hall })) - 1;
    const Item = { ...keyOf(hall), seats };
    await context.client.send(new PutCommand({ TableName: context.tables['main'], Item }));
  });
  queue = mine.catch(() => undefined);
  await mine;
}
