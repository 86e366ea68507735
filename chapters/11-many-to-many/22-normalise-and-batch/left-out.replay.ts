// A group's page that reads its members in one batch, takes what comes, and never looks at UnprocessedKeys.
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, faults, type Rig } from '@keysmith/instruments';
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

const members = { ada: 'Ada Noor', jon: 'Jon Feld', mei: 'Mei Sand', tor: 'Tor Vik' };

export const items = {
  flurfunk: Object.entries(members).flatMap(([person, name]) => [
    { pk: 'GROUP#bikes', sk: `MEMBER#${person}`, person },
    { pk: `PERSON#${person}`, sk: 'PROFILE', person, name },
  ]),
};

export async function membersOf({ client, tables }: Context): Promise<string[]> {
  const table = tables['flurfunk'] as string;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :group',
      ExpressionAttributeValues: { ':group': 'GROUP#bikes' },
    }),
  );
  const Keys = Items.map(({ person }) => ({ pk: `PERSON#${person}`, sk: 'PROFILE' }));
  const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys } } }));
  const names = new Map(Responses?.[table]?.map(({ person, name }) => [person, name]));
  return Items.map(({ person }) => String(names.get(person) ?? 'unknown'));
}

export const find = (rig: Rig) =>
  faults(rig, {
    work: (client) => client.call('membersOf'),
    kinds: ['unprocessed'],
    inARow: [1],
    afterwards(_after, shown) {
      expect((shown as string[]).join(', '), 'the members of the group').toBe(
        Object.values(members).join(', '),
      );
    },
  });
