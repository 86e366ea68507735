// The office lets a berth and opens the list of the harbour at once: from the item collection, and from an index that lags.
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, lag, type Rig } from '@keysmith/instruments';
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
  natural: {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: S },
      { AttributeName: 'harbour', AttributeType: S },
      { AttributeName: 'jetty', AttributeType: S },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byHarbour',
        KeySchema: [
          { AttributeName: 'harbour', KeyType: 'HASH' },
          { AttributeName: 'jetty', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const items = {
  main: [{ pk: 'HARBOUR#lund', sk: 'BERTH#0001', boat: 'Brise' }],
  natural: [{ id: 'berth:0001', harbour: 'lund', jetty: 'A', boat: 'Brise' }],
};

/** Lets a berth in both tables, and gives the boats of both lists. */
export async function letBerth({ client, tables }: Context, { boat }: { boat: string }) {
  const inMain = { pk: 'HARBOUR#lund', sk: 'BERTH#0002', boat };
  await client.send(new PutCommand({ TableName: tables['main'], Item: inMain }));
  const inNatural = { id: 'berth:0002', harbour: 'lund', jetty: 'A', boat };
  await client.send(new PutCommand({ TableName: tables['natural'], Item: inNatural }));
  const collection = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'HARBOUR#lund' },
      ConsistentRead: true,
    }),
  );
  const index = await client.send(
    new QueryCommand({
      TableName: tables['natural'],
      IndexName: 'byHarbour',
      KeyConditionExpression: 'harbour = :harbour',
      ExpressionAttributeValues: { ':harbour': 'lund' },
    }),
  );
  return [collection.Items?.length, index.Items?.length];
}

export const find = (rig: Rig) =>
  lag(rig, {
    behind: 'indexes',
    work: async (client) => {
      const counts = await client.call('letBerth', { boat: 'Tern' });
      expect(counts, 'berths in the item collection and in the index').toEqual([2, 2]);
    },
  });
