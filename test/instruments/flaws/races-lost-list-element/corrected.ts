import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Entry {
  trip: string;
  guest: string;
}

const keyOf = (trip: string) => ({ pk: `TRIP#${trip}`, sk: 'TRIP' });

export async function plan({ client, tables }: Context, { trip }: Entry): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(trip), guests: [] } }));
}

/** Has DynamoDB append to whatever the list is. */
export async function signUp({ client, tables }: Context, { trip, guest }: Entry): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(trip),
      UpdateExpression: 'SET guests = list_append(guests, :guest)',
      ExpressionAttributeValues: { ':guest': [guest] },
    }),
  );
}

export async function guestsOf(
  { client, tables }: Context,
  { trip }: Pick<Entry, 'trip'>,
): Promise<string[]> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(trip), ConsistentRead: true }),
  );
  return (Item as { guests: string[] }).guests;
}
