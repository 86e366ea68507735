import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { streamedTable } from '../stream-reading.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let arn: string;
let plain: string;

beforeAll(async () => {
  on = await endpoint();
  ({ table, arn } = await streamedTable(on));
  await streamedTable(on);
  plain = await on.table(simple);
});

describe('ListStreams', () => {
  it('lists the streams of one table', async () => {
    const { Streams } = await on.wire('ListStreams', { TableName: table });
    expect(Streams).toEqual([
      { StreamArn: arn, TableName: table, StreamLabel: arn.slice(arn.lastIndexOf('/') + 1) },
    ]);
  });

  it('lists nothing for a table without a stream', async () => {
    expect((await on.wire('ListStreams', { TableName: plain })).Streams).toEqual([]);
  });

  it('lists those of all tables', async () => {
    const { Streams } = await on.wire('ListStreams', {});
    const tables = new Set(Streams.map((stream: Output) => stream.TableName));
    expect(tables.size).toBeGreaterThanOrEqual(2);
  });

  it('goes page by page', async () => {
    const first = await on.wire('ListStreams', { Limit: 1 });
    expect(first.Streams).toHaveLength(1);
    expect(first.LastEvaluatedStreamArn).toBe(first.Streams[0].StreamArn);
    const second = await on.wire('ListStreams', {
      Limit: 1,
      ExclusiveStartStreamArn: first.LastEvaluatedStreamArn,
    });
    expect(second.Streams[0].StreamArn).not.toBe(first.Streams[0].StreamArn);
  });

  it('keeps a stream that was switched off, beside the new one', async () => {
    const twice = await streamedTable(on);
    const change = (StreamSpecification: object) =>
      on.call('UpdateTable', { TableName: twice.table, StreamSpecification });
    await change({ StreamEnabled: false });
    await change({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    const { Streams } = await on.wire('ListStreams', { TableName: twice.table });
    const arns = Streams.map((stream: Output) => stream.StreamArn);
    expect(arns).toContain(twice.arn);
    expect(new Set(arns).size).toBe(2);
  });

  it('refuses a Limit of zero', async () => {
    expectRefusal(await on.wireRefusal('ListStreams', { Limit: 0 }), /greater than or equal to 1/);
  });
});
