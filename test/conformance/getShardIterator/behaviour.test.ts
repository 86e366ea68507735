import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { iteratorOf, recordsFrom, recordsOf, streamedTable } from '../stream-reading.ts';

let on: Endpoint;
let table: string;
let arn: string;
let records: Output[];

beforeAll(async () => {
  on = await endpoint();
  ({ table, arn } = await streamedTable(on));
  for (const pk of ['a', 'b', 'c']) await on.call('PutItem', { TableName: table, Item: { pk: { S: pk } } });
  records = await recordsOf(on, arn);
});

const seen = async (more: object) =>
  (await recordsFrom(on, await iteratorOf(on, arn, more))).map(({ dynamodb }) => dynamodb.Keys.pk.S);

describe('GetShardIterator', () => {
  it('TRIM_HORIZON begins with the oldest record', async () => {
    expect((await seen({})).slice(0, 3)).toEqual(['a', 'b', 'c']);
  });

  it('AT_SEQUENCE_NUMBER begins with that record', async () => {
    const { SequenceNumber } = records[1].dynamodb;
    const found = await seen({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber });
    expect(found.slice(0, 2)).toEqual(['b', 'c']);
  });

  it('AFTER_SEQUENCE_NUMBER begins behind it', async () => {
    const { SequenceNumber } = records[1].dynamodb;
    const found = await seen({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber });
    expect(found[0]).toBe('c');
  });

  it('LATEST begins with what comes later', async () => {
    const iterator = await iteratorOf(on, arn, { ShardIteratorType: 'LATEST' });
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'later' } } });
    const found = await recordsFrom(on, iterator);
    expect(found.map(({ dynamodb }) => dynamodb.Keys.pk.S)).toEqual(['later']);
  });
});

describe('GetShardIterator refuses', () => {
  const request = async (more: object) => {
    const { StreamDescription } = await on.wire('DescribeStream', { StreamArn: arn });
    const { ShardId } = StreamDescription.Shards[0];
    return on.wireRefusal('GetShardIterator', {
      StreamArn: arn,
      ShardId,
      ShardIteratorType: 'LATEST',
      ...more,
    });
  };

  it('a type that it does not know', async () => {
    expectRefusal(await request({ ShardIteratorType: 'OLDEST' }), /enum value set/, {
      local: 'iterator-type',
    });
  });

  it('a sequence number type without a number', async () => {
    expectRefusal(await request({ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }), /sequence ?number/i);
  });

  it('a shard that the stream does not have', async () => {
    const ShardId = 'shardId-00000000000000000000-00000000';
    expectRefusal(await request({ ShardId }), /Shard/, { name: 'ResourceNotFoundException' });
  });

  it('a stream that does not exist', async () => {
    const StreamArn = arn.replace(/stream\/.*$/, 'stream/2000-01-01T00:00:00.000');
    expectRefusal(await request({ StreamArn }), /Stream/, { name: 'ResourceNotFoundException' });
  });
});
