import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

/** Takes the seat on the condition that it is free: looking and taking are one request. */
export async function book({ client, tables }: Context, booking: Booking): Promise<string> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: keyOf(booking),
        UpdateExpression: 'SET #state = :taken, guest = :guest',
        ConditionExpression: '#state = :free',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':free': 'free', ':taken': 'taken', ':guest': booking.guest },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'sorry, taken';
    throw error;
  }
  return 'booked';
}
