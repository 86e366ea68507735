import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import type { Tables } from '@keysmith/instruments';

// The program that the instruments of instruments-child.ts measure, in the place of a learner's.

export const tables: Tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
};

const COUNTER = { pk: 'COUNTER', sk: 'COUNTER' };

/** So many updates of one item: no two of different clients can change places unnoticed. */
export async function countUp({ client, tables }: Context, { times }: { times: number }): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: COUNTER,
        UpdateExpression: 'ADD ticks :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  }
}

export async function count({ client, tables }: Context): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: COUNTER }));
  return Number(Item?.['ticks']);
}

/** One request for each line, with keys that make a second run harmless. */
export async function importLines(
  { client, tables }: Context,
  { order, lines }: { order: string; lines: number },
): Promise<void> {
  for (let line = 0; line < lines; line += 1) {
    const sk = `LINE#${String(line).padStart(4, '0')}`;
    await client.send(
      new PutCommand({ TableName: tables['main'], Item: { pk: `ORDER#${order}`, sk, article: 'pencil' } }),
    );
  }
}

export async function linesOf({ client, tables }: Context, { order }: { order: string }): Promise<number> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `ORDER#${order}` },
    }),
  );
  return Items.length;
}
