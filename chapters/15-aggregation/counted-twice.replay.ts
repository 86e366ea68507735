// A till adds one sale to the sum of the day by ADD. The reply is lost, and the SDK sends the request again.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, faults, type Rig } from '@keysmith/instruments';
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
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key,
      UpdateExpression: 'ADD cents :cents, tickets :one',
      ExpressionAttributeValues: { ':cents': cents, ':one': 1 },
    }),
  );
}

export const find = (rig: Rig) =>
  faults(rig, {
    work: (client) => client.call('sell', { cents: 450 }),
    kinds: ['lost-reply'],
    async afterwards(after) {
      const [day] = await after.items();
      expect(day?.['cents'], "the day's cents after one sale of 450").toBe(1450);
    },
  });
