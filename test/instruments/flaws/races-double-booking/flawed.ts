import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Booking {
  show: string;
  seat: string;
  guest: string;
}

const keyOf = ({ show, seat }: Omit<Booking, 'guest'>) => ({ pk: `SHOW#${show}`, sk: `SEAT#${seat}` });

export async function offer({ client, tables }: Context, seat: Omit<Booking, 'guest'>): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...keyOf(seat), state: 'free' } }));
}

/** Looks whether the seat is free, and then takes it. */
export async function book({ client, tables }: Context, booking: Booking): Promise<string> {
  const [TableName, Key] = [tables['main'], keyOf(booking)];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  if (Item?.['state'] !== 'free') return 'sorry, taken';
  await client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET #state = :taken, guest = :guest',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':taken': 'taken', ':guest': booking.guest },
    }),
  );
  return 'booked';
}
