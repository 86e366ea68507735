import { createEngine, DynamoError, type Engine, type JsonObject } from '@keysmith/engine';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

const TableName = 'orders';
const TABLE = {
  TableName,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'g', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byG',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'g', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

const START = Date.UTC(2026, 0, 5);
let now = START;
const clock = { now: () => now };

let engine: Engine;
beforeEach(() => {
  now = START;
  engine = createEngine({ clock, seed: 5 });
  engine.execute('CreateTable', TABLE);
});

const put = (on: Engine, pk: string, sk: string, g = 'x') =>
  on.execute('PutItem', { TableName, Item: { pk: { S: pk }, sk: { S: sk }, g: { S: g } } });
const keysOf = (on: Engine, input: object = {}): string[] =>
  (on.execute('Scan', { TableName, ...input })['Items'] as JsonObject[]).map((item) =>
    JSON.stringify([item['pk'], item['sk']]),
  );

describe('a fork', () => {
  it('holds what the engine held, and neither sees what the other does from then on', () => {
    put(engine, 'a', '1');
    put(engine, 'a', '2');
    const fork = engine.fork();
    put(fork, 'b', '1');
    engine.execute('DeleteItem', { TableName, Key: { pk: { S: 'a' }, sk: { S: '1' } } });
    expect(keysOf(fork).length).toBe(3);
    expect(keysOf(fork, { IndexName: 'byG' }).length).toBe(3);
    expect(keysOf(fork, { IndexName: 'local' }).length).toBe(3);
    expect(keysOf(engine).length).toBe(1);
    expect(keysOf(engine, { IndexName: 'byG' }).length).toBe(1);
  });

  it('has a stream of its own with the same beginning', () => {
    put(engine, 'a', '1');
    const fork = engine.fork();
    put(fork, 'b', '1');
    const read = (on: Engine): unknown[] => {
      const { LatestStreamArn } = on.execute('DescribeTable', { TableName })['Table'] as JsonObject;
      const description = on.execute('DescribeStream', { StreamArn: LatestStreamArn });
      const { Shards } = description['StreamDescription'] as { Shards: JsonObject[] };
      const { ShardIterator } = on.execute('GetShardIterator', {
        StreamArn: LatestStreamArn,
        ShardId: Shards[0]!['ShardId'],
        ShardIteratorType: 'TRIM_HORIZON',
      });
      return on.execute('GetRecords', { ShardIterator })['Records'] as unknown[];
    };
    expect(read(engine).length).toBe(1);
    expect(read(fork).length).toBe(2);
    expect(read(fork)[0]).toEqual(read(engine)[0]);
  });

  it('follows the clock that it is given', () => {
    const fork = engine.fork({ clock: { now: () => START + 11 * 60_000 } });
    expect([engine.clock.now(), fork.clock.now()]).toEqual([START, START + 11 * 60_000]);
  });

  it('remembers the tokens of finished transactions', () => {
    const transaction = {
      ClientRequestToken: 'token',
      TransactItems: [{ Put: { TableName, Item: { pk: { S: 'a' }, sk: { S: '1' } } } }],
    };
    engine.execute('TransactWriteItems', transaction);
    const fork = engine.fork();
    const late = engine.fork({ clock: { now: () => START + 11 * 60_000 } });
    for (const each of [fork, late])
      each.execute('DeleteItem', { TableName, Key: { pk: { S: 'a' }, sk: { S: '1' } } });
    fork.execute('TransactWriteItems', transaction);
    late.execute('TransactWriteItems', transaction);
    expect([keysOf(fork).length, keysOf(late).length]).toEqual([0, 1]);
  });

  it('lags as far behind, and throttles as soon', () => {
    engine.setFaults({
      tables: { [TableName]: { indexLag: { writes: 5 }, throttle: { partitionWriteUnits: 4 } } },
    });
    put(engine, 'a', '1');
    put(engine, 'a', '2');
    const fork = engine.fork();
    expect(keysOf(fork, { IndexName: 'byG' })).toEqual(keysOf(engine, { IndexName: 'byG' }));
    const refused = [engine, fork].map((on) => {
      for (let count = 3; count < 20; count += 1) {
        try {
          put(on, 'a', String(count));
        } catch {
          return count;
        }
      }
      return undefined;
    });
    expect(refused[0]).toBeGreaterThan(3);
    expect(refused[1]).toBe(refused[0]);
  });
});

const key = fc.record({ pk: fc.constantFrom('a', 'b', 'c'), sk: fc.constantFrom('1', '2', '3') });
const request = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key, g: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('update' as const), key }),
  fc.record({ kind: fc.constant('scan' as const), index: fc.constantFrom(undefined, 'byG', 'local') }),
  fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 5000 }) }),
);
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

function answerOf(on: Engine, { kind, ...rest }: Request): unknown {
  const given = rest as { key?: { pk: string; sk: string }; g?: string; index?: string };
  const Key = given.key && { pk: { S: given.key.pk }, sk: { S: given.key.sk } };
  try {
    if (kind === 'put')
      return on.execute('PutItem', {
        TableName,
        Item: { ...Key, g: { S: given.g } },
        ReturnConsumedCapacity: 'INDEXES',
      });
    if (kind === 'delete') return on.execute('DeleteItem', { TableName, Key, ReturnValues: 'ALL_OLD' });
    if (kind === 'update')
      return on.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      });
    if (kind === 'scan')
      return on.execute('Scan', { TableName, ...(given.index && { IndexName: given.index }) });
    return undefined;
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error;
    return error.toBody();
  }
}

it('answers the same requests as the engine that it was made from, with faults and chance', () => {
  fc.assert(
    fc.property(
      fc.array(request, { maxLength: 30 }),
      fc.array(request, { maxLength: 30 }),
      (before, after) => {
        now = START;
        const one = createEngine({
          clock,
          seed: 9,
          faults: { tables: { '*': { indexLag: { writes: 4, ms: 3000 }, conflicts: 0.2, earlyPages: 0.3 } } },
        });
        one.execute('CreateTable', TABLE);
        const run = (on: Engine, requests: Request[]): unknown[] =>
          requests.map((each) => {
            if (each.kind === 'time') now += each.ms;
            return answerOf(on, each);
          });
        run(one, before);
        const forked = now;
        const other = one.fork();
        const replies = run(one, after);
        now = forked;
        expect(run(other, after)).toEqual(replies);
      },
    ),
    { seed: 20261123, numRuns: 100 },
  );
});
