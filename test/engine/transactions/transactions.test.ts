import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { put, refusal, TestClock, things } from '../table.ts';

const action = (sk: string, more: object = {}) => ({
  Put: { TableName: 'Things', ...put('p', sk), ...more },
});

describe('TransactWriteItems', () => {
  it('does all or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (holds) => {
        const { run, engine } = things();
        const TransactItems = holds.map((hold, at) =>
          action(String(at), {
            ConditionExpression: hold ? 'attribute_not_exists(pk)' : 'attribute_exists(pk)',
          }),
        );
        const write = () => engine.execute('TransactWriteItems', { TransactItems });
        const all = holds.every((hold) => hold);
        if (all) write();
        else {
          const reasons = refusal(write).details['CancellationReasons'] as { Code: string }[];
          expect(reasons.map(({ Code }) => Code)).toEqual(
            holds.map((hold) => (hold ? 'None' : 'ConditionalCheckFailed')),
          );
        }
        expect(run('Scan')['Count']).toBe(all ? holds.length : 0);
      }),
      { seed: 51, numRuns: 100 },
    );
  });

  it('has one effect per token for ten minutes', () => {
    const clock = new TestClock();
    const { engine, run } = things({ engine: { clock } });
    const add = {
      TransactItems: [
        {
          Update: {
            TableName: 'Things',
            Key: put('p', 'n').Item,
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
      ClientRequestToken: 'token',
    };
    const count = () => run('GetItem', { Key: put('p', 'n').Item })['Item'];
    engine.execute('TransactWriteItems', add);
    engine.execute('TransactWriteItems', add);
    expect(count()).toMatchObject({ n: { N: '1' } });
    expect(
      refusal(() => engine.execute('TransactWriteItems', { ...add, TransactItems: [action('x')] })).name,
    ).toBe('IdempotentParameterMismatchException');
    clock.advance(10 * 60 * 1000 + 1);
    engine.execute('TransactWriteItems', add);
    expect(count()).toMatchObject({ n: { N: '2' } });
  });

  it('refuses one item twice', () => {
    const { engine } = things();
    const error = refusal(() =>
      engine.execute('TransactWriteItems', { TransactItems: [action('a'), action('a')] }),
    );
    expect(error.message).toBe('Transaction request cannot include multiple operations on one item');
  });

  it('costs the table twice and an index once', () => {
    const { engine } = things({
      table: {
        AttributeDefinitions: ['pk', 'sk', 'kind'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-kind',
            KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      },
    });
    const Put = { TableName: 'Things', ...put('p', 's', { kind: { S: 'k' } }) };
    const reply = engine.execute('TransactWriteItems', {
      TransactItems: [{ Put }],
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(reply['ConsumedCapacity']).toMatchObject([
      {
        CapacityUnits: 3,
        Table: { CapacityUnits: 2 },
        GlobalSecondaryIndexes: { 'by-kind': { CapacityUnits: 1 } },
      },
    ]);
  });
});
