// Two renames at once. Each changes the teacher first and then every copy, and asks only whether the copy is there.
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

const teacher = { pk: 'TEACHER#t4', sk: 'TEACHER' };
const course = 'COURSE#c9';

export const items = {
  main: [
    { ...teacher, name: 'Una Berg' },
    { pk: course, sk: 'LESSON#1', room: 'A 4', name: 'Una Berg' },
  ],
};

export async function rename({ client, tables }: Context, { name }: { name: string }) {
  const TableName = tables['main'];
  const change = {
    TableName,
    UpdateExpression: 'SET #name = :name',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name },
  };
  await client.send(new UpdateCommand({ ...change, Key: teacher }));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :course',
      ExpressionAttributeValues: { ':course': course },
      ConsistentRead: true,
    }),
  );
  for (const { pk, sk } of Items) await client.send(new UpdateCommand({ ...change, Key: { pk, sk } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'one clerk': (client) => client.call('rename', { name: 'Una Lind' }),
      'another clerk': (client) => client.call('rename', { name: 'Una Lindt' }),
    },
    async afterwards(after) {
      const names = new Set((await after.items()).map((item) => item['name']));
      expect(names.size, 'how many names are stored after two renames').toBe(1);
    },
  });
