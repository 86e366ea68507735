// A booking is made while its crossing is cancelled. The counter looks for the crossing first, in a request of its own.
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  ferry: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: S },
      { AttributeName: 'sk', AttributeType: S },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

const pk = 'CROSSING#H7-0715';

export const items = {
  ferry: [
    { pk, sk: 'CROSSING', route: 'Harl to Sandoy' },
    { pk, sk: 'BOOKING#05-28T10:12#b-31', name: 'Ada Noor' },
  ],
};

export async function book({ client, tables }: Context, { id, name }: { id: string; name: string }) {
  const TableName = tables['ferry'];
  const { Item: crossing } = await client.send(
    new GetCommand({ TableName, Key: { pk, sk: 'CROSSING' }, ConsistentRead: true }),
  );
  if (crossing === undefined) return 'no such crossing';
  await client.send(new PutCommand({ TableName, Item: { pk, sk: `BOOKING#${id}`, name } }));
  return 'booked';
}

export async function cancel({ client, tables }: Context) {
  const TableName = tables['ferry'];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  );
  for (const { sk } of Items) await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the counter': (client) => client.call('book', { id: '05-31T06:40#b-37', name: 'Lo Winter' }),
      'the office': (client) => client.call('cancel'),
    },
    async afterwards(after) {
      const left = await after.items('ferry');
      const hasCrossing = left.some(({ sk }) => sk === 'CROSSING');
      expect(hasCrossing || left.length === 0, 'bookings only while there is a crossing').toBe(true);
    },
  });
