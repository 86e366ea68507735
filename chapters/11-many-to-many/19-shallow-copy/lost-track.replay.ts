// Two hosts press different tracks onto one sampler. Each reads the list, adds a line, and puts the item back.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

export const tables = {
  radio: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

const Key = { pk: 'SAMPLER#2024' };

export const items = {
  radio: [{ ...Key, name: 'Night Ferry 2024', tracks: { t1: 'Low Tide' } }],
};

interface Line {
  track: string;
  title: string;
}

export async function press({ client, tables }: Context, { track, title }: Line) {
  const TableName = tables['radio'];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const lines = { ...(Item?.['tracks'] as Record<string, string>), [track]: title };
  await client.send(new PutCommand({ TableName, Item: { ...Item, ...Key, tracks: lines } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'one host': (client) => client.call('press', { track: 't2', title: 'Salt Again' }),
      'another host': (client) => client.call('press', { track: 't3', title: 'Dawn No. 5' }),
    },
    async afterwards(after) {
      const [sampler] = await after.items('radio');
      const titles = Object.values(sampler?.['tracks'] as Record<string, string>).sort();
      expect(titles.join(', '), 'the sleeve').toBe('Dawn No. 5, Low Tide, Salt Again');
    },
  });
