import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@keysmith/table';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../packages/instruments/src/recorder/recorder.ts';
import { tableLookup } from '../../../packages/instruments/src/recorder/tables.ts';
import { fakeDoor, refusal } from '../fake-door.ts';

const definition = {
  KeySchema: [
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
    { AttributeName: 'pk', KeyType: 'HASH' as const },
  ],
};
const lookup = tableLookup({ main: definition } as never, { main: 'keysmith-main' });

describe('the recorder', () => {
  it('tells of a Query: table, index, condition, counts, units', async () => {
    const door = fakeDoor(() => ({
      Items: [{ pk: { S: 'W#1' } }],
      Count: 1,
      ScannedCount: 4,
      ConsumedCapacity: { CapacityUnits: 1.5, Table: { CapacityUnits: 0.5 }, GlobalSecondaryIndexes: {} },
    }));
    const recorder = createRecorder(door, lookup);
    const query = {
      TableName: 'keysmith-main',
      IndexName: 'byMail',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'W#1' },
    };
    const output = await documentClient(recorder).send(new QueryCommand(query));

    expect(recorder.requests).toMatchObject([
      {
        operation: 'Query',
        table: 'main',
        index: 'byMail',
        detail: 'pk = "W#1"',
        scanned: 4,
        returned: 1,
        readUnits: 1.5,
        writeUnits: 0,
      },
    ]);
    expect(recorder.requests[0]?.error).toBeUndefined();
    // The learner sees what they would see without a recorder.
    expect(door.sent[0]?.input['ReturnConsumedCapacity']).toBe('INDEXES');
    expect(recorder.requests[0]?.input).not.toHaveProperty('ReturnConsumedCapacity');
    expect(output.ConsumedCapacity).toBeUndefined();
  });

  it('counts what reads by key found', async () => {
    const recorder = createRecorder(
      fakeDoor(({ input }) => ((input['Key'] as { pk: { S: string } }).pk.S === 'a' ? { Item: {} } : {})),
      lookup,
    );
    const client = documentClient(recorder);
    for (const pk of ['a', 'b'])
      await client.send(new GetCommand({ TableName: 'keysmith-main', Key: { pk, sk: 1 } }));
    expect(recorder.requests.map(({ scanned, detail }) => [scanned, detail])).toEqual([
      [1, 'pk = "a", sk = 1'],
      [0, 'pk = "b", sk = 1'],
    ]);
  });

  it('names the exception of a refusal, and what it costs', async () => {
    const recorder = createRecorder(
      fakeDoor(() => refusal('ConditionalCheckFailedException')),
      lookup,
    );
    const put = new PutCommand({ TableName: 'keysmith-main', Item: { pk: 'a', sk: 1 } });
    await expect(documentClient(recorder).send(put)).rejects.toThrow('refused');
    expect(recorder.requests).toMatchObject([{ error: 'ConditionalCheckFailedException', writeUnits: 1 }]);
  });
});
