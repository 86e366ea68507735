import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { collectionSize, definition, itemOf, keyOf, partitionOf } from './workload.ts';

export const rowNames = [
  'PutItem',
  'GetItem',
  'Query of 100',
  'UpdateItem',
  'TransactWriteItems of 4',
  'empty table',
] as const;
export type RowName = (typeof rowNames)[number];

/** One request (`step` counts up). What must be cleared away after it is returned and is not measured. */
export type Request = (client: DynamoDBDocumentClient, step: number) => Promise<(() => Promise<void>) | void>;

const TableName = 'bench';
const itemCount = 1000;

/** Makes the table that all rows work on, with a thousand items in it. */
export async function prepare(client: DynamoDBDocumentClient): Promise<void> {
  await createUsable(client, TableName);
  for (let index = 0; index < itemCount; index += 25) {
    const puts = Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: itemOf(index + at) } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
  }
}

/** The size of table does not matter to any row: `growth.ts` measures that. Steps go through the items out of order. */
const itemAt = (step: number) => (step * 7919) % itemCount;

export const requests: Readonly<Record<RowName, Request>> = {
  PutItem: async (client, step) => {
    await client.send(new PutCommand({ TableName, Item: itemOf(itemAt(step)) }));
  },
  GetItem: async (client, step) => {
    await client.send(new GetCommand({ TableName, Key: keyOf(itemAt(step)) }));
  },
  'Query of 100': async (client, step) => {
    const { Count } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partitionOf(itemAt(step)) },
      }),
    );
    if (Count !== collectionSize) throw new Error(`A Query of ${collectionSize} items returned ${Count}.`);
  },
  UpdateItem: async (client, step) => {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(itemAt(step)),
        UpdateExpression: 'SET n = n + :one, #total = :total',
        ExpressionAttributeNames: { '#total': 'total' },
        ExpressionAttributeValues: { ':one': 1, ':total': step },
      }),
    );
  },
  'TransactWriteItems of 4': async (client, step) => {
    await client.send(new TransactWriteCommand({ TransactItems: transactionAt(step) }));
  },
  'empty table': async (client, step) => {
    const name = `bench-${step}`;
    await createUsable(client, name);
    return async () => {
      await client.send(new DeleteTableCommand({ TableName: name }));
    };
  },
};

/** A put, a put on a condition, an update and a check, each on another item. */
function transactionAt(step: number) {
  const indexOf = (action: number) => (itemAt(step) + action) % itemCount;
  return [
    { Put: { TableName, Item: itemOf(indexOf(0)) } },
    { Put: { TableName, Item: itemOf(indexOf(1)), ConditionExpression: 'attribute_exists(pk)' } },
    {
      Update: {
        TableName,
        Key: keyOf(indexOf(2)),
        UpdateExpression: 'SET note = :note',
        ExpressionAttributeValues: { ':note': `step ${step}` },
      },
    },
    {
      ConditionCheck: {
        TableName,
        Key: keyOf(indexOf(3)),
        ConditionExpression: 'paid = :paid',
        ExpressionAttributeValues: { ':paid': true },
      },
    },
  ];
}

/** A table is made when it can be used: the service and dynalite answer before that. */
async function createUsable(client: DynamoDBDocumentClient, name: string): Promise<void> {
  const made = await client.send(new CreateTableCommand({ ...definition, TableName: name }));
  let status = made.TableDescription?.TableStatus;
  while (status !== 'ACTIVE') {
    status = (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus;
  }
}
