// Two helpers of the club enter the same service at the same time. The duty is in the key, and each looks first.
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  club: {
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

export const items = {
  club: [{ pk: 'HUT#lynx', sk: 'HUT#lynx', name: 'Lynx Hut' }],
};

interface Service {
  hut: string;
  volunteer: string;
  duty: string;
}

export async function addService({ client, tables }: Context, { hut, volunteer, duty }: Service) {
  const service = `VOLUNTEER#${volunteer}#DUTY#`;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['club'],
      KeyConditionExpression: 'pk = :hut AND begins_with(sk, :volunteer)',
      ExpressionAttributeValues: { ':hut': `HUT#${hut}`, ':volunteer': service },
      ConsistentRead: true,
    }),
  );
  if (Items.length > 0) return 'serves already';
  const Item = { pk: `HUT#${hut}`, sk: `${service}${duty}` };
  await client.send(new PutCommand({ TableName: tables['club'], Item }));
  return 'added';
}

const add = (duty: string) => ({ hut: 'lynx', volunteer: 'ada', duty });

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the warden': (client) => client.call('addService', add('cook')),
      'the office': (client) => client.call('addService', add('keys')),
    },
    async afterwards(after) {
      const services = (await after.items('club')).filter(({ sk }) => sk !== 'HUT#lynx');
      expect(services.length, 'services of Ada at the Lynx Hut').toBe(1);
    },
  });
