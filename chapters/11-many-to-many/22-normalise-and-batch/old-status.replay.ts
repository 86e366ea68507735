// A neighbour changes her status and looks at her group's page, whose batch reads eventually consistently.
import { BatchGetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, lag, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  flurfunk: {
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

const profileKey = (person: string) => ({ pk: `PERSON#${person}`, sk: 'PROFILE' });

export const items = {
  flurfunk: [
    { pk: 'GROUP#bikes', sk: 'MEMBER#ada', person: 'ada' },
    { pk: 'GROUP#bikes', sk: 'MEMBER#jon', person: 'jon' },
    { ...profileKey('ada'), person: 'ada', status: 'at home' },
    { ...profileKey('jon'), person: 'jon', status: 'night shift' },
  ],
};

interface Change {
  person: string;
  status: string;
}

export async function setStatus({ client, tables }: Context, { person, status }: Change) {
  await client.send(
    new UpdateCommand({
      TableName: tables['flurfunk'],
      Key: profileKey(person),
      UpdateExpression: 'SET #status = :status',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
}

export async function page({ client, tables }: Context): Promise<string[]> {
  const table = tables['flurfunk'] as string;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :group',
      ExpressionAttributeValues: { ':group': 'GROUP#bikes' },
    }),
  );
  const Keys = Items.map(({ person }) => profileKey(person));
  const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys } } }));
  const statuses = new Map(Responses?.[table]?.map(({ person, status }) => [person, status]));
  return Items.map(({ person }) => `${person}: ${statuses.get(person)}`);
}

export const find = (rig: Rig) =>
  lag(rig, {
    behind: 'reads',
    async work(client) {
      await client.call('setStatus', { person: 'ada', status: 'away until Monday' });
      const [ada] = await client.call<string[]>('page');
      expect(ada, 'what the page says of Ada').toBe('ada: away until Monday');
    },
  });
