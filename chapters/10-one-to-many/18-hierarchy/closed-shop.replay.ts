// A move that puts shops back as it read them, and a manager who closes one of them in between.
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  shops: {
    AttributeDefinitions: [
      { AttributeName: 'shop', AttributeType: S },
      { AttributeName: 'country', AttributeType: S },
      { AttributeName: 'path', AttributeType: S },
    ],
    KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'places',
        KeySchema: [
          { AttributeName: 'country', KeyType: 'HASH' },
          { AttributeName: 'path', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const items = {
  shops: [
    { shop: 'd-217', country: 'UK', path: 'Gwent#Newport#NP1 2GD#', name: 'Full Drum' },
    { shop: 'd-218', country: 'UK', path: 'Gwent#Newport#NP2 0GD#', name: 'Last Rinse' },
  ],
};

export async function moveNewport({ client, tables }: Context) {
  const TableName = tables['shops'];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'places',
      KeyConditionExpression: 'country = :country AND begins_with(#path, :city)',
      ExpressionAttributeNames: { '#path': 'path' },
      ExpressionAttributeValues: { ':country': 'UK', ':city': 'Gwent#Newport#' },
    }),
  );
  for (const shop of Items) {
    const path = String(shop['path']).replace('Gwent', 'Wales');
    await client.send(new PutCommand({ TableName, Item: { ...shop, path } }));
  }
}

export async function close({ client, tables }: Context, { shop }: { shop: string }) {
  await client.send(new DeleteCommand({ TableName: tables['shops'], Key: { shop } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the reform': (client) => client.call('moveNewport'),
      'the manager': (client) => client.call('close', { shop: 'd-218' }),
    },
    async afterwards(after) {
      const open = (await after.items('shops')).map(({ shop }) => shop);
      expect(open.join(', '), 'the shops after d-218 was closed').toBe('d-217');
    },
  });
