// Two tills raise the sum of the same day: each reads it, adds in its own memory, and writes it back.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  main: {
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

const Key = { pk: 'POOL#nord', sk: 'DAY#2026-07-05' };

export const items = { main: [{ ...Key, cents: 1000, tickets: 2 }] };

export async function sell({ client, tables }: Context, { cents }: { cents: number }) {
  const TableName = tables['main'];
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const raised = { cents: Number(Item?.['cents']) + cents, tickets: Number(Item?.['tickets']) + 1 };
  await client.send(new PutCommand({ TableName, Item: { ...Key, ...raised } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'till 1': (client) => client.call('sell', { cents: 450 }),
      'till 2': (client) => client.call('sell', { cents: 280 }),
    },
    async afterwards(after) {
      const [day] = await after.items();
      expect(day?.['cents'], "the day's cents after sales of 450 and 280").toBe(1730);
    },
  });
