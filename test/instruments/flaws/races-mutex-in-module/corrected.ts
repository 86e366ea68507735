import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Hall {
  hall: string;
}

const keyOf = (hall: string) => ({ pk: `HALL#${hall}`, sk: 'HALL' });

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

/** DynamoDB takes one off, for whichever server asks, as long as there is one. */
export async function reserve({ client, tables }: Context, { hall }: Hall): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(hall),
      UpdateExpression: 'SET seats = seats - :one',
      ConditionExpression: 'seats >= :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
