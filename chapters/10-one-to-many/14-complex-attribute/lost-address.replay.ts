// Two of a family add an address to the map: each reads it, adds in its own memory, and writes the whole map back.
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

export const items = { main: [{ ...Key, name: 'Ada Noor', addresses: { Home: 'Mill Lane 4' } }] };

export async function add({ client, tables }: Context, { label, street }: { label: string; street: string }) {
  const TableName = tables['main'];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const addresses = { ...(Item?.['addresses'] as object), [label]: street };
  await client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET addresses = :addresses',
      ExpressionAttributeValues: { ':addresses': addresses },
    }),
  );
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      Ada: (client) => client.call('add', { label: 'Boat', street: 'Am alten Hafen 9' }),
      Jon: (client) => client.call('add', { label: 'Office', street: 'Ropewalk 12' }),
    },
    async afterwards(after) {
      const [customer] = await after.items();
      const labels = Object.keys(customer?.['addresses'] as object).sort();
      expect(labels, 'the labels after Boat and Office were added').toEqual(['Boat', 'Home', 'Office']);
    },
  });
