import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { streamedTable } from '../stream-reading.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;
let arn: string;

beforeAll(async () => {
  on = await endpoint();
  ({ table, arn } = await streamedTable(on, 'OLD_IMAGE', composite));
});

const stream = async (StreamArn: string) =>
  (await on.wire('DescribeStream', { StreamArn })).StreamDescription;

describe('DescribeStream', () => {
  it('describes an enabled stream', async () => {
    expect(await stream(arn)).toMatchObject({
      StreamArn: arn,
      StreamLabel: arn.slice(arn.lastIndexOf('/') + 1),
      StreamStatus: 'ENABLED',
      StreamViewType: 'OLD_IMAGE',
      TableName: table,
      KeySchema: composite.KeySchema,
      CreationRequestDateTime: expect.any(Number),
    });
  });

  it('shows an open shard without an end', async () => {
    const { Shards } = await stream(arn);
    expect(Shards.length).toBeGreaterThan(0);
    const { ShardId, SequenceNumberRange } = Shards[0];
    expect(ShardId).toMatch(/^shardId-[\w-]{20,57}$/);
    expect(SequenceNumberRange.StartingSequenceNumber).toMatch(/^\d{21,40}$/);
    expect(SequenceNumberRange.EndingSequenceNumber).toBeUndefined();
  });

  it('shows a stream that was switched off as disabled, with a closed shard', async () => {
    const closed = await streamedTable(on);
    await on.call('UpdateTable', { TableName: closed.table, StreamSpecification: { StreamEnabled: false } });
    const description = await stream(closed.arn);
    expect(description.StreamStatus).toBe('DISABLED');
    expect(description.Shards[0].SequenceNumberRange.EndingSequenceNumber).toMatch(/^\d{21,40}$/);
  });

  it('refuses a stream that does not exist', async () => {
    const StreamArn = arn.replace(/stream\/.*$/, 'stream/2000-01-01T00:00:00.000');
    const error = await on.wireRefusal('DescribeStream', { StreamArn });
    expectRefusal(error, /Requested resource not found: Stream: .* not found/, {
      name: 'ResourceNotFoundException',
    });
  });

  it('refuses no stream', async () => {
    expectRefusal(await on.wireRefusal('DescribeStream', {}), /streamArn/i);
  });
});
