import { describe, expect, it } from 'vitest';
import { type FaultPlan, ReplyLostError } from '@keysmith/engine';
import { put, refusal, TestClock, things, WITH_INDEX } from '../table.ts';

const byKind = {
  IndexName: 'by-kind',
  KeyConditionExpression: 'kind = :k',
  ExpressionAttributeValues: { ':k': { S: 'k' } },
};
const get = (sk: string, more: object = {}) => ({ Key: put('p', sk).Item, ...more });
const every = (faults: NonNullable<FaultPlan['tables']>[string]): FaultPlan => ({ tables: { '*': faults } });

describe('lag', () => {
  it('shows an index as it was, until enough time has passed', () => {
    const clock = new TestClock();
    const { run } = things({
      engine: { clock, faults: every({ indexLag: { ms: 500 } }) },
      table: WITH_INDEX,
    });
    run('PutItem', put('p', 'a', { kind: { S: 'k' } }));
    expect(run('Query', byKind)['Count']).toBe(0);
    clock.advance(500);
    expect(run('Query', byKind)['Count']).toBe(1);
  });

  it('shows eventually consistent reads as they were, and consistent ones as they are', () => {
    const { run } = things({ engine: { faults: every({ readLag: { writes: 2 } }) } });
    run('PutItem', put('p', 'a'));
    expect(run('GetItem', get('a'))['Item']).toBeUndefined();
    expect(run('GetItem', get('a', { ConsistentRead: true }))['Item']).toBeDefined();
    for (const sk of ['b', 'c', 'd']) run('PutItem', put('p', sk));
    expect(run('GetItem', get('a'))['Item']).toBeDefined();
  });

  it('ends when the plan does', () => {
    const { run, engine } = things({ engine: { faults: every({ readLag: { ms: 1e9 } }) } });
    run('PutItem', put('p', 'a'));
    engine.setFaults(undefined);
    expect(run('GetItem', get('a'))['Item']).toBeDefined();
  });
});

describe('throttling', () => {
  const big = { body: { S: 'x'.repeat(100_000) } };

  it('holds a partition to a thousand write units a second, and says which limit it was', () => {
    const clock = new TestClock();
    const { run } = things({ engine: { clock, faults: every({ throttle: true }) } });
    const writes = () => {
      for (let done = 0; done < 100; done++) {
        try {
          run('PutItem', put('hot', String(done), big));
        } catch {
          return done;
        }
      }
      return 100;
    };
    expect(writes()).toBe(11);
    const error = refusal(() => run('PutItem', put('hot', 'x')));
    expect(error.name).toBe('ProvisionedThroughputExceededException');
    expect(error.details['ThrottlingReasons']).toMatchObject([
      { reason: 'TableWriteKeyRangeThroughputExceeded' },
    ]);
    run('PutItem', put('cold', 'x'));
    clock.advance(1000);
    expect(writes()).toBeGreaterThan(8);
  });

  it('of an index throttles the table', () => {
    const { run } = things({
      engine: { faults: every({ throttle: { partitionWriteUnits: 100 } }) },
      table: WITH_INDEX,
    });
    run('PutItem', put('one', 'a', { ...big, kind: { S: 'hot' } }));
    const error = refusal(() => {
      for (let at = 0; at < 3; at++) run('PutItem', put(`other${at}`, 'a', { ...big, kind: { S: 'hot' } }));
    });
    expect(error.details['ThrottlingReasons']).toMatchObject([
      { reason: 'IndexWriteKeyRangeThroughputExceeded' },
    ]);
  });

  it('of provisioned tables follows their throughput', () => {
    const clock = new TestClock();
    const table = {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    };
    const { run } = things({ engine: { clock, faults: every({ throttle: true }) }, table });
    for (let at = 0; at < 5; at++) run('PutItem', put('p', String(at)));
    expect(refusal(() => run('PutItem', put('p', 'x'))).details['ThrottlingReasons']).toMatchObject([
      { reason: 'TableWriteProvisionedThroughputExceeded' },
    ]);
    clock.advance(1000);
    run('PutItem', put('p', 'x'));
  });
});

describe('a script', () => {
  it('strikes at its call and at no other', () => {
    const { run, engine } = things();
    engine.setFaults({ script: [{ call: 2, operation: 'PutItem', fault: 'throttle' }] });
    run('PutItem', put('p', 'a'));
    run('GetItem', get('a'));
    expect(refusal(() => run('PutItem', put('p', 'b'))).name).toBe('ProvisionedThroughputExceededException');
    run('PutItem', put('p', 'c'));
    expect(run('Scan')['Count']).toBe(2);
  });

  it('loses the reply of a write that was done', () => {
    const { run, engine } = things();
    engine.setFaults({ script: [{ call: 1, fault: 'lost-reply' }] });
    expect(() => run('PutItem', put('p', 'a'))).toThrow(ReplyLostError);
    expect(run('GetItem', get('a'))['Item']).toBeDefined();
  });

  it('leaves part of a batch undone', () => {
    const { engine, run } = things();
    engine.setFaults({ script: [{ call: 1, fault: 'unprocessed', keep: 2 }] });
    const Things = ['a', 'b', 'c', 'd'].map((sk) => ({ PutRequest: put('p', sk) }));
    const reply = engine.execute('BatchWriteItem', { RequestItems: { Things } });
    expect(reply['UnprocessedItems']).toEqual({ Things: Things.slice(2) });
    expect(run('Scan')['Count']).toBe(2);
  });

  it('ends a page early, with a key to go on from', () => {
    const { engine, run } = things();
    for (const sk of ['a', 'b', 'c', 'd']) run('PutItem', put('p', sk));
    engine.setFaults({ script: [{ call: 1, fault: 'early-page', keep: 3 }] });
    expect(run('Scan')).toMatchObject({ Count: 3, LastEvaluatedKey: put('p', 'c').Item });
  });

  it('lets a transaction meet another one', () => {
    const { engine, run } = things();
    engine.setFaults({
      script: [
        { call: 1, fault: 'conflict' },
        { call: 2, fault: 'conflict' },
      ],
    });
    const TransactItems = [{ Put: { TableName: 'Things', ...put('p', 'a') } }];
    expect(
      refusal(() => engine.execute('TransactWriteItems', { TransactItems })).details['CancellationReasons'],
    ).toMatchObject([{ Code: 'TransactionConflict' }]);
    expect(refusal(() => run('PutItem', put('p', 'a'))).name).toBe('TransactionConflictException');
  });
});

it('a seed repeats its faults', () => {
  const outcome = (seed: number) => {
    const { run } = things({ engine: { seed, faults: every({ conflicts: 0.5 }) } });
    return Array.from({ length: 40 }, (_unused, at) => {
      try {
        run('PutItem', put('p', String(at)));
        return '.';
      } catch {
        return 'x';
      }
    }).join('');
  };
  expect(outcome(5)).toBe(outcome(5));
  expect(outcome(5)).not.toBe(outcome(6));
  expect(outcome(5)).toContain('x');
});
