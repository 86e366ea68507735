import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@keysmith/engine';
import { put, refusal, TestClock, things } from '../table.ts';

interface Description {
  TableStatus: string;
  GlobalSecondaryIndexes?: {
    IndexName: string;
    IndexStatus: string;
    Backfilling?: boolean;
    ItemCount: number;
  }[];
}

const CREATE = (IndexName: string): JsonObject => ({
  AttributeDefinitions: [{ AttributeName: 'kind', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName,
        KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    },
  ],
});
const byKind = {
  IndexName: 'by-kind',
  KeyConditionExpression: 'kind = :k',
  ExpressionAttributeValues: { ':k': { S: 'k' } },
};

function slow() {
  const clock = new TestClock();
  const { run, engine } = things({ engine: { clock, transitionMs: 1000 } });
  const describeTable = () => run('DescribeTable')['Table'] as unknown as Description;
  return { clock, run, engine, describeTable };
}

describe('tables that take their time', () => {
  it('can not be used before they are active', () => {
    const { clock, run, describeTable } = slow();
    expect(describeTable().TableStatus).toBe('CREATING');
    expect(refusal(() => run('PutItem', put('p', 'a'))).name).toBe('ResourceNotFoundException');
    expect(refusal(() => run('DeleteTable')).name).toBe('ResourceInUseException');
    clock.advance(1000);
    expect(describeTable().TableStatus).toBe('ACTIVE');
    run('PutItem', put('p', 'a'));
    run('DeleteTable');
    expect(describeTable().TableStatus).toBe('DELETING');
    clock.advance(1000);
    expect(refusal(() => run('DescribeTable')).message).toBe(
      'Requested resource not found: Table: Things not found',
    );
  });

  it('show how a new index is filled, and can not read it before', () => {
    const { clock, run, describeTable } = slow();
    clock.advance(1000);
    run('PutItem', put('p', 'a', { kind: { S: 'k' } }));
    run('PutItem', put('p', 'b', { kind: { N: '1' } }));
    run('PutItem', put('p', 'c'));
    run('UpdateTable', CREATE('by-kind'));
    expect(describeTable()).toMatchObject({
      TableStatus: 'UPDATING',
      GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING', Backfilling: true }],
    });
    expect(refusal(() => run('Query', byKind)).message).toContain('backfilling');
    run('PutItem', put('p', 'd', { kind: { S: 'k' } }));
    clock.advance(1000);
    expect(describeTable().GlobalSecondaryIndexes).toMatchObject([{ IndexStatus: 'ACTIVE', ItemCount: 2 }]);
    expect(run('Query', byKind)['Items']).toEqual(
      ['a', 'd'].map((sk) => ({ ...(put('p', sk)['Item'] as object), kind: { S: 'k' } })),
    );
    run('UpdateItem', { Key: put('p', 'b')['Item'], UpdateExpression: 'REMOVE kind' });
    run('DeleteItem', { Key: put('p', 'b')['Item'] });
    run('UpdateTable', { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-kind' } }] });
    expect(describeTable().GlobalSecondaryIndexes).toMatchObject([{ IndexStatus: 'DELETING' }]);
    clock.advance(1000);
    expect(describeTable().GlobalSecondaryIndexes).toBeUndefined();
  });

  it('make one index at a time', () => {
    const { clock, run } = slow();
    clock.advance(1000);
    run('UpdateTable', CREATE('by-kind'));
    clock.advance(500);
    expect(refusal(() => run('UpdateTable', CREATE('another'))).name).toBe('ResourceInUseException');
  });
});

describe('a table', () => {
  it('is protected where it says so', () => {
    const { run } = things({ table: { DeletionProtectionEnabled: true } });
    expect(refusal(() => run('DeleteTable')).message).toContain('protected against deletion');
    run('UpdateTable', { DeletionProtectionEnabled: false });
    expect(run('DeleteTable')['TableDescription']).toMatchObject({ TableStatus: 'DELETING' });
  });

  it('answers to its ARN, and carries tags', () => {
    const { run, engine } = things({ engine: { region: 'eu-west-1', account: '123456789012' } });
    const TableName = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Things';
    expect(run('DescribeTable', { TableName })['Table']).toMatchObject({ TableArn: TableName });
    engine.execute('TagResource', {
      ResourceArn: TableName,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    engine.execute('UntagResource', { ResourceArn: TableName, TagKeys: ['a'] });
    expect(engine.execute('ListTagsOfResource', { ResourceArn: TableName })).toEqual({
      Tags: [{ Key: 'b', Value: '2' }],
    });
  });

  it('names what took the place of legacy parameters', () => {
    const { run } = things();
    expect(refusal(() => run('PutItem', { ...put('p', 'a'), Expected: {} })).message).toContain(
      'ConditionExpression',
    );
    expect(refusal(() => run('Query', { KeyConditions: {} })).message).toContain('KeyConditionExpression');
  });

  it('reports all broken constraints together', () => {
    const { engine } = things();
    expect(refusal(() => engine.execute('GetItem', {})).message).toBe(
      "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value null at 'key' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe('what a caller gets', () => {
  it("is the caller's to change", () => {
    const { run } = things();
    run('PutItem', put('p', 'a', { list: { L: [{ S: 'x' }] } }));
    const read = () =>
      run('GetItem', { Key: put('p', 'a')['Item'] })['Item'] as { list: { L: { S: string }[] } };
    read().list.L.push({ S: 'y' });
    expect(read().list.L).toEqual([{ S: 'x' }]);
  });

  it('does not change with what the caller gave', () => {
    const { run } = things();
    const input = { Item: { pk: { S: 'p' }, sk: { S: 'a' }, list: { L: [{ S: 'x' }] } } };
    run('PutItem', input);
    input.Item.list.L.push({ S: 'y' });
    expect(run('Scan')['Items']).toMatchObject([{ list: { L: [{ S: 'x' }] } }]);
  });
});
