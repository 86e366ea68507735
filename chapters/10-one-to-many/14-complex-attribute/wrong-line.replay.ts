// Addresses in a list: one call removes an address by its place, another one corrects the address that stood behind it.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

export const tables = {
  main: {
    AttributeDefinitions: [{ AttributeName: 'customer', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }],
  },
} satisfies Tables;

const Key = { customer: 'c7' };

export const items = {
  main: [{ ...Key, addresses: ['Boat: Hafen 9', 'Home: Mill Lane 4', 'Office: Ropewalk 12'] }],
};

/** Where in the list the address of that label stands. */
async function placeOf({ client, tables }: Context, label: string): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key, ConsistentRead: true }),
  );
  return (Item?.['addresses'] as string[]).findIndex((address) => address.startsWith(label));
}

export async function remove(context: Context, { label }: { label: string }) {
  const UpdateExpression = `REMOVE addresses[${await placeOf(context, label)}]`;
  const { client, tables } = context;
  await client.send(new UpdateCommand({ TableName: tables['main'], Key, UpdateExpression }));
}

export async function correct(context: Context, { label, street }: { label: string; street: string }) {
  const UpdateExpression = `SET addresses[${await placeOf(context, label)}] = :address`;
  const ExpressionAttributeValues = { ':address': `${label}: ${street}` };
  const { client, tables } = context;
  await client.send(
    new UpdateCommand({ TableName: tables['main'], Key, UpdateExpression, ExpressionAttributeValues }),
  );
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      Ada: (client) => client.call('remove', { label: 'Boat' }),
      Jon: (client) => client.call('correct', { label: 'Home', street: 'Mill Lane 5' }),
    },
    async afterwards(after) {
      const [customer] = await after.items();
      expect(customer?.['addresses'], 'the list after Boat was removed and Home corrected').toEqual([
        'Home: Mill Lane 5',
        'Office: Ropewalk 12',
      ]);
    },
  });
