import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import type { Context, Tables } from '@keysmith/instruments';
import { HeatMap } from '../../../packages/instruments/src/heat/heat-map.ts';
import { insideOf } from '../../../packages/instruments/src/rig/rig.ts';
import { ONE_TABLE, TABLE_WITH_INDEX } from '../flaws/pair.ts';
import { openRig } from '../open-rig.ts';

type Items = Record<string, unknown>[];

/** Runs a function of a learner on a table with these items; gives the units of each place and those charged in all. */
async function heatOf(
  work: (context: Context) => Promise<unknown>,
  items: Items,
  tables: Tables = TABLE_WITH_INDEX,
) {
  const { rig } = await openRig(tables, { work });
  await rig.write('main', items);
  const map = new HeatMap(rig);
  const client = insideOf(rig).attach(
    { name: 'client' },
    { through: (door) => map.door(door), onRequest: (request) => map.note(request) },
  );
  const { trace } = await client.run('work');
  await map.settle();
  const places = map.places.map(({ name, value, direction, units }) => [
    `${name} ${value} ${direction}`,
    units,
  ]);
  return { places: Object.fromEntries(places) as Record<string, number>, trace };
}

const KB = 'x'.repeat(1000);
const item = (pk: string, more: object = {}) => ({ pk, sk: 's', ...more });

it('counts a read of a global index on the value that is asked for, wherever that stands among the values', async () => {
  const { places, trace } = await heatOf(
    ({ client, tables }) =>
      client.send(
        new QueryCommand({
          TableName: tables['main'],
          IndexName: 'byGsi',
          KeyConditionExpression: 'gsiSk > :after AND #key = :status',
          ExpressionAttributeNames: { '#key': 'gsiPk' },
          ExpressionAttributeValues: { ':after': '2026', ':status': 'waiting' },
        }),
      ),
    Array.from({ length: 9 }, (_, at) => item(`j${at}`, { gsiPk: 'waiting', gsiSk: `2026-${at}`, text: KB })),
  );
  expect(places).toEqual({ 'main.byGsi "waiting" read': trace.readUnits });
  expect(trace.readUnits).toBe(1.5);
});

it('names all attributes of an index key that has several', async () => {
  const tables: Tables = {
    main: {
      ...(ONE_TABLE['main'] as Tables[string]),
      AttributeDefinitions: ['pk', 'sk', 'city', 'kind'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byPlace',
          KeySchema: [
            { AttributeName: 'city', KeyType: 'HASH' },
            { AttributeName: 'kind', KeyType: 'HASH' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    },
  };
  const { places } = await heatOf(
    async ({ client, tables: { main } }) => {
      await client.send(
        new PutCommand({ TableName: main, Item: item('a', { city: 'Oslo', kind: 'cinema' }) }),
      );
      await client.send(
        new QueryCommand({
          TableName: main,
          IndexName: 'byPlace',
          KeyConditionExpression: 'kind = :kind AND city = :city',
          ExpressionAttributeValues: { ':kind': 'cinema', ':city': 'Oslo' },
        }),
      );
    },
    [],
    tables,
  );
  expect(places).toEqual({
    'main "a" write': 1,
    'main.byPlace "Oslo" "cinema" write': 1,
    'main.byPlace "Oslo" "cinema" read': 0.5,
  });
});

it('counts a move in an index on the value that is left and on the one that is entered', async () => {
  const { places, trace } = await heatOf(
    ({ client, tables }) =>
      client.send(
        new UpdateCommand({
          TableName: tables['main'],
          Key: { pk: 'j', sk: 's' },
          UpdateExpression: 'SET gsiPk = :done',
          ExpressionAttributeValues: { ':done': 'done' },
        }),
      ),
    [item('j', { gsiPk: 'waiting', gsiSk: '1', text: KB })],
  );
  expect(places).toEqual({
    'main "j" write': 2,
    'main.byGsi "waiting" write': 2,
    'main.byGsi "done" write': 2,
  });
  expect(trace.writeUnits).toBe(6);
});

it('counts a delete on the value that the item had in the index, and nothing for an item that is not in it', async () => {
  const { places } = await heatOf(
    async ({ client, tables: { main } }) => {
      await client.send(new DeleteCommand({ TableName: main, Key: { pk: 'in', sk: 's' } }));
      await client.send(new DeleteCommand({ TableName: main, Key: { pk: 'out', sk: 's' } }));
    },
    [item('in', { gsiPk: 'waiting', gsiSk: '1' }), item('out', { gsiPk: 'waiting' })],
  );
  expect(places).toEqual({ 'main "in" write': 1, 'main.byGsi "waiting" write': 1, 'main "out" write': 1 });
});

it('shares the units of a batch by the sizes of its items', async () => {
  const { places } = await heatOf(async ({ client, tables: { main = '' } }) => {
    const puts = [item('small'), item('large', { text: KB.repeat(3), gsiPk: 'g', gsiSk: '1' })];
    await client.send(
      new BatchWriteCommand({ RequestItems: { [main]: puts.map((Item) => ({ PutRequest: { Item } })) } }),
    );
    const Keys = [...puts, item('absent')].map(({ pk, sk }) => ({ pk, sk }));
    await client.send(new BatchGetCommand({ RequestItems: { [main]: { Keys } } }));
  }, []);
  expect(places).toEqual({
    'main "small" write': 1,
    'main "large" write': 3,
    'main.byGsi "g" write': 3,
    'main "small" read': 0.5,
    'main "large" read': 0.5,
    'main "absent" read': 0.5,
  });
});

it('counts a transaction double, a condition check as a write, and a refusal as the least that it costs', async () => {
  const { places, trace } = await heatOf(
    async ({ client, tables: { main } }) => {
      const Put = { TableName: main, Item: item('put') };
      const there = (pk: string) => ({
        TableName: main,
        Key: { pk, sk: 's' },
        ConditionExpression: 'attribute_exists(pk)',
      });
      await client.send(
        new TransactWriteCommand({ TransactItems: [{ Put }, { ConditionCheck: there('a') }] }),
      );
      await client
        .send(new TransactWriteCommand({ TransactItems: [{ ConditionCheck: there('b') }] }))
        .catch(() => 0);
      await client.send(new DeleteCommand(there('c'))).catch(() => 0);
    },
    [item('a')],
  );
  expect(places).toEqual({
    'main "put" write': 2,
    'main "a" write': 2,
    'main "b" write': 2,
    'main "c" write': 1,
  });
  expect(trace.writeUnits).toBe(7);
});

it('spreads a Scan over the values that there are', async () => {
  const { places, trace } = await heatOf(
    ({ client, tables }) => client.send(new ScanCommand({ TableName: tables['main'] })),
    [item('a', { text: KB.repeat(30) }), item('b', { text: KB.repeat(30) })],
  );
  expect(Object.keys(places).sort()).toEqual(['main "a" read', 'main "b" read']);
  expect(places['main "a" read']).toBeCloseTo(trace.readUnits / 2, 2);
});

it('keeps two long values apart that begin alike', async () => {
  const { places } = await heatOf(async ({ client, tables: { main } }) => {
    for (const end of ['1', '2'])
      await client.send(new PutCommand({ TableName: main, Item: item('x'.repeat(60) + end) }));
  }, []);
  expect(Object.values(places)).toEqual([1]);
});
