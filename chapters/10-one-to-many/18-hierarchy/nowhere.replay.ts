// A path in the table's own key, and a move that deletes before it puts.
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { crashes, expect, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  shops: {
    AttributeDefinitions: [
      { AttributeName: 'country', AttributeType: S },
      { AttributeName: 'path', AttributeType: S },
    ],
    KeySchema: [
      { AttributeName: 'country', KeyType: 'HASH' },
      { AttributeName: 'path', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

export const items = {
  shops: [{ country: 'UK', path: 'Gwent#Newport#NP1 2GD#d-217', name: 'Full Drum' }],
};

export async function moveNewport({ client, tables }: Context) {
  const TableName = tables['shops'];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'country = :country AND begins_with(#path, :city)',
      ExpressionAttributeNames: { '#path': 'path' },
      ExpressionAttributeValues: { ':country': 'UK', ':city': 'Gwent#Newport#' },
    }),
  );
  for (const shop of Items) {
    const { country, path } = shop as { country: string; path: string };
    await client.send(new DeleteCommand({ TableName, Key: { country, path } }));
    await client.send(new PutCommand({ TableName, Item: { ...shop, path: path.replace('Gwent', 'Wales') } }));
  }
}

export const find = (rig: Rig) =>
  crashes(rig, {
    work: (client) => client.call('moveNewport'),
    async afterwards(after) {
      const paths = (await after.items('shops')).map(({ path }) => path);
      expect(paths.join(', '), 'the shops after the move').toBe('Wales#Newport#NP1 2GD#d-217');
    },
  });
