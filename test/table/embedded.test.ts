import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { connectTable, createTables, documentClient, dropTables, startTable } from '@keysmith/table';
import type { TableDefinition, TableServer } from '@keysmith/table';
import { expect, it } from 'vitest';

// What namespaces promise, on the engine inside this process; local/namespaces.test.ts holds it for DynamoDB Local.

const definition: TableDefinition = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

async function openWithItem(server: TableServer, namespace: string) {
  const door = server.open(namespace);
  const { main: TableName } = await createTables(door, { main: definition });
  const client = documentClient(door);
  await client.send(new PutCommand({ TableName, Item: { pk: 'a', namespace } }));
  const read = async () => (await client.send(new GetCommand({ TableName, Key: { pk: 'a' } }))).Item;
  return { door, read };
}

it('keeps namespaces apart, and gives the same tables under the same name', async () => {
  const server = await startTable('embedded');
  const one = await openWithItem(server, 'one');
  const two = await openWithItem(server, 'two');
  expect([await one.read(), await two.read()]).toEqual([
    { pk: 'a', namespace: 'one' },
    { pk: 'a', namespace: 'two' },
  ]);
  const names = await server.open('one').send({ operation: 'ListTables', input: {} });
  expect(names).toEqual({ status: 200, body: { TableNames: ['keysmith-main'] } });
});

it('drops every table behind a door', async () => {
  const server = await startTable('embedded');
  const { door } = await openWithItem(server, 'one');
  await dropTables(door);
  expect((await door.send({ operation: 'ListTables', input: {} })).body).toEqual({ TableNames: [] });
});

it('shuts the doors of what is released, by name or by how the name begins', async () => {
  const server = await startTable('embedded');
  const opened = await Promise.all(['a', 'b-1', 'b-2', 'c'].map((name) => openWithItem(server, name)));
  await server.release('a');
  await server.releaseAll('b-');
  const outcomes = await Promise.allSettled(opened.map(({ read }) => read()));
  expect(
    outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : outcome.value)),
  ).toEqual(['table.closed', 'table.closed', 'table.closed', { pk: 'a', namespace: 'c' }]);
});

it('has tables of its own in every process and connection', async () => {
  const server = await startTable('embedded');
  await openWithItem(server, 'one');
  const joined = connectTable(server.address);
  expect(joined.kind).toBe('embedded');
  const { body } = await joined.open('one').send({ operation: 'ListTables', input: {} });
  expect(body).toEqual({ TableNames: [] });
});
