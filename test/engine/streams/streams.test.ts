import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@keysmith/engine';
import { put, refusal, TestClock, things } from '../table.ts';

const STREAM = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } };
interface Record {
  eventName: string;
  userIdentity?: object;
  dynamodb: { Keys: JsonObject; NewImage?: JsonObject; OldImage?: JsonObject; SequenceNumber: string };
}

function streamed(clock = new TestClock(), table: JsonObject = STREAM) {
  const { engine, run } = things({ engine: { clock }, table });
  const StreamArn = (run('DescribeTable')['Table'] as { LatestStreamArn: string }).LatestStreamArn;
  const description = () =>
    engine.execute('DescribeStream', { StreamArn })['StreamDescription'] as {
      Shards: { ShardId: string }[];
      StreamStatus: string;
    };
  const iterator = (ShardIteratorType = 'TRIM_HORIZON', more: JsonObject = {}) =>
    engine.execute('GetShardIterator', {
      StreamArn,
      ShardId: description().Shards[0]!.ShardId,
      ShardIteratorType,
      ...more,
    })['ShardIterator'];
  const records = (from: unknown = iterator()) => engine.execute('GetRecords', { ShardIterator: from });
  const all = () => records()['Records'] as unknown as Record[];
  return { engine, run, clock, iterator, records, all, description };
}

describe('a stream', () => {
  it('tells each change once, in order, and nothing where nothing changed', () => {
    const { run, all } = streamed();
    run('PutItem', put('p', 'a', { n: { N: '1' } }));
    run('PutItem', put('p', 'a', { n: { N: '1.0' } }));
    run('PutItem', put('p', 'a', { n: { N: '2' } }));
    run('DeleteItem', { Key: put('p', 'a').Item });
    run('DeleteItem', { Key: put('p', 'a').Item });
    expect(all().map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(all()[1]!.dynamodb).toMatchObject({ OldImage: { n: { N: '1' } }, NewImage: { n: { N: '2' } } });
    const numbers = all().map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(numbers).toEqual([...numbers].sort());
  });

  it.each([
    ['KEYS_ONLY', false, false],
    ['NEW_IMAGE', true, false],
    ['OLD_IMAGE', false, true],
  ])('of %s shows what it says', (StreamViewType, withNew, withOld) => {
    const { run, all } = streamed(undefined, {
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    });
    run('PutItem', put('p', 'a', { n: { N: '1' } }));
    run('PutItem', put('p', 'a', { n: { N: '2' } }));
    const { dynamodb } = all()[1]!;
    expect(dynamodb.Keys).toEqual(put('p', 'a').Item);
    expect([dynamodb.NewImage !== undefined, dynamodb.OldImage !== undefined]).toEqual([withNew, withOld]);
  });

  it('forgets after 24 hours', () => {
    const { run, clock, all, iterator, records } = streamed();
    run('PutItem', put('p', 'a'));
    const old = iterator();
    clock.advance(23 * 3600 * 1000);
    run('PutItem', put('p', 'b'));
    clock.advance(2 * 3600 * 1000);
    expect(all().map(({ dynamodb }) => dynamodb.Keys['sk'])).toEqual([{ S: 'b' }]);
    expect(refusal(() => records(old)).name).toBe('ExpiredIteratorException');
  });

  it('can be read from a place on, and ends when it is switched off', () => {
    const { run, all, iterator, records, description } = streamed();
    for (const sk of ['a', 'b', 'c']) run('PutItem', put('p', sk));
    const SequenceNumber = all()[1]!.dynamodb.SequenceNumber;
    const read = (type: string) =>
      (records(iterator(type, { SequenceNumber }))['Records'] as unknown[]).length;
    expect([read('AT_SEQUENCE_NUMBER'), read('AFTER_SEQUENCE_NUMBER')]).toEqual([2, 1]);
    expect(records(iterator('LATEST'))['Records']).toEqual([]);
    expect(records()['NextShardIterator']).toBeDefined();
    run('UpdateTable', { StreamSpecification: { StreamEnabled: false } });
    expect(records()['NextShardIterator']).toBeUndefined();
    expect(description().StreamStatus).toBe('DISABLED');
  });
});

describe('time to live', () => {
  const expiring = (run: (operation: string, input: JsonObject) => JsonObject, clock: TestClock) => {
    const now = clock.now() / 1000;
    run('UpdateTimeToLive', { TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } });
    run('PutItem', put('p', 'due', { ttl: { N: String(now - 1) } }));
    run('PutItem', put('p', 'later', { ttl: { N: String(now + 60) } }));
    run('PutItem', put('p', 'milliseconds', { ttl: { N: String(clock.now()) } }));
    run('PutItem', put('p', 'six-years-old', { ttl: { N: String(now - 6 * 365 * 86400) } }));
    run('PutItem', put('p', 'text', { ttl: { S: String(now - 1) } }));
  };

  it('deletes what is due, when it is told to, as the service', () => {
    const { run, engine, clock, all } = streamed();
    expiring(run, clock);
    expect(run('Scan')['Count']).toBe(5);
    expect(engine.expireDue()).toEqual([{ table: 'Things', key: put('p', 'due').Item }]);
    expect(run('Scan')['Count']).toBe(4);
    expect(all().at(-1)).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    });
    clock.advance(61_000);
    expect(engine.expireDue('Things')).toHaveLength(1);
  });
});
