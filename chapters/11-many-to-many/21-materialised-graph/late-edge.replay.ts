// A removal that deletes the edges first and the node last, and a colleague who adds an edge in between.
import { DeleteCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  opera: {
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
  opera: [
    { pk: 'PERSON#jon', sk: 'PERSON', name: 'Jon Feld' },
    { pk: 'PERSON#mei', sk: 'PERSON', name: 'Mei Sand' },
  ],
};

const personKey = (person: string) => ({ pk: `PERSON#${person}`, sk: 'PERSON' });

const keysOf = (person: string, other: string) => [
  { pk: `PERSON#${person}`, sk: `out#mentors#${other}` },
  { pk: `PERSON#${other}`, sk: `in#mentors#${person}` },
];

export async function removePerson({ client, tables }: Context, { person }: { person: string }) {
  const TableName = tables['opera'];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :out)',
      ExpressionAttributeValues: { ':pk': `PERSON#${person}`, ':out': 'out#mentors#' },
      ConsistentRead: true,
    }),
  );
  const TransactItems = Items.flatMap(({ sk }) =>
    keysOf(person, String(sk).slice('out#mentors#'.length)),
  ).map((Key) => ({ Delete: { TableName, Key } }));
  if (TransactItems.length > 0) await client.send(new TransactWriteCommand({ TransactItems }));
  await client.send(new DeleteCommand({ TableName, Key: personKey(person) }));
}

export async function addEdge({ client, tables }: Context, input: { person: string; other: string }) {
  const TableName = tables['opera'];
  const { person, other } = input;
  const exists = (id: string) => ({
    ConditionCheck: { TableName, Key: personKey(id), ConditionExpression: 'attribute_exists(pk)' },
  });
  const puts = keysOf(person, other).map((Item) => ({ Put: { TableName, Item } }));
  await client.send(new TransactWriteCommand({ TransactItems: [exists(person), exists(other), ...puts] }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the removal': (client) => client.run('removePerson', { person: 'mei' }),
      'a colleague': (client) => client.run('addEdge', { person: 'mei', other: 'jon' }),
    },
    async afterwards(after) {
      const left = (await after.items('opera')).map(({ pk, sk }) => `${pk} ${sk}`);
      expect(left.join(', '), 'what is left after Mei was removed').toBe('PERSON#jon PERSON');
    },
  });
