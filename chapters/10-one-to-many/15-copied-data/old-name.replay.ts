// The name is changed on the copies first and in its own item last, while a lesson is added that copies it from there.
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

async function setName({ client, tables }: Context, Key: Record<string, unknown>, name: string) {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key,
      UpdateExpression: 'SET #name = :name',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ':name': name },
    }),
  );
}

export async function rename(context: Context, { name }: { name: string }) {
  const { client, tables } = context;
  const query = new QueryCommand({
    TableName: tables['main'],
    KeyConditionExpression: 'pk = :course',
    ExpressionAttributeValues: { ':course': course },
    ConsistentRead: true,
  });
  const { Items = [] } = await client.send(query);
  for (const { pk, sk } of Items) await setName(context, { pk, sk }, name);
  await setName(context, teacher, name);
}

export async function addLesson({ client, tables }: Context, { lesson }: { lesson: string }) {
  const TableName = tables['main'];
  const { Item } = await client.send(new GetCommand({ TableName, Key: teacher, ConsistentRead: true }));
  const copy = { pk: course, sk: `LESSON#${lesson}`, room: 'A 4', name: Item?.['name'] as string };
  await client.send(new PutCommand({ TableName, Item: copy }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the rename': (client) => client.call('rename', { name: 'Una Lind' }),
      'the office': (client) => client.call('addLesson', { lesson: '2' }),
    },
    async afterwards(after) {
      const names = new Set((await after.items()).map((item) => item['name']));
      expect([...names], 'the names that are stored after the rename').toEqual(['Una Lind']);
    },
  });
