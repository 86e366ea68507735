// The ferry's screen read in two ways: one Query of an item collection, and a list of ids with a GetItem for each.
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Client } from '@keysmith/instruments';
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
  rows: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: S }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
} satisfies Tables;

const pk = 'CROSSING#H7-0715';

export const items = {
  ferry: [
    { pk, sk: 'BOOKING#05-28T10:12#b-31', name: 'Ada Noor' },
    { pk, sk: 'BOOKING#05-29T08:40#b-33', name: 'Mei Sand' },
    { pk, sk: 'BOOKING#05-30T19:05#b-36', name: 'Tor Vik' },
    { pk, sk: 'CROSSING', route: 'Harl to Sandoy' },
  ],
  rows: [
    { id: 'H7-0715', route: 'Harl to Sandoy', bookings: ['b-31', 'b-33', 'b-36'] },
    { id: 'b-31', name: 'Ada Noor' },
    { id: 'b-33', name: 'Mei Sand' },
    { id: 'b-36', name: 'Tor Vik' },
  ],
};

export async function screen({ client, tables }: Context): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['ferry'],
      KeyConditionExpression: 'pk = :crossing AND sk BETWEEN :bookings AND :self',
      ExpressionAttributeValues: { ':crossing': pk, ':bookings': 'BOOKING#', ':self': 'CROSSING' },
    }),
  );
  return Items.map(({ name, route }) => String(name ?? route));
}

export async function screenOfRows({ client, tables }: Context): Promise<string[]> {
  const get = async (id: string) =>
    (await client.send(new GetCommand({ TableName: tables['rows'], Key: { id } }))).Item;
  const crossing = await get('H7-0715');
  const lines: string[] = [];
  for (const id of crossing?.['bookings'] as string[]) lines.push(String((await get(id))?.['name']));
  return [...lines, String(crossing?.['route'])];
}

export const record = {
  title: 'The same screen, read from two tables.',
  clients: {
    'one item collection': (client: Client) => client.call('screen'),
    'a list of ids': (client: Client) => client.call('screenOfRows'),
  },
};
