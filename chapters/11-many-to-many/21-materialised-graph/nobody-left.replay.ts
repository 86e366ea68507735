// A removal that deletes the node first, and dies before it has deleted the edges.
import { DeleteCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { crashes, expect, type Rig } from '@keysmith/instruments';
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
    { pk: 'PERSON#jon', sk: 'in#mentors#mei', name: 'Mei Sand' },
    { pk: 'PERSON#mei', sk: 'PERSON', name: 'Mei Sand' },
    { pk: 'PERSON#mei', sk: 'out#mentors#jon', name: 'Jon Feld' },
  ],
};

export async function removePerson({ client, tables }: Context, { person }: { person: string }) {
  const TableName = tables['opera'];
  const pk = `PERSON#${person}`;
  const { Attributes } = await client.send(
    new DeleteCommand({ TableName, Key: { pk, sk: 'PERSON' }, ReturnValues: 'ALL_OLD' }),
  );
  if (Attributes === undefined) return 'nobody of that id';
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  );
  const TransactItems = Items.flatMap(({ sk }) => {
    const [, type, other] = String(sk).split('#');
    const opposite = { pk: `PERSON#${other}`, sk: `in#${type}#${person}` };
    return [{ Delete: { TableName, Key: { pk, sk } } }, { Delete: { TableName, Key: opposite } }];
  });
  await client.send(new TransactWriteCommand({ TransactItems }));
  return 'removed';
}

export const find = (rig: Rig) =>
  crashes(rig, {
    work: (client) => client.call('removePerson', { person: 'mei' }),
    async afterwards(after) {
      const left = (await after.items('opera')).map(({ pk, sk }) => `${pk} ${sk}`);
      expect(left.join(', '), 'what is left after Mei was removed').toBe('PERSON#jon PERSON');
    },
  });
