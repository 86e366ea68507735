import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { recordsOf, streamedTable } from '../stream-reading.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const ON = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' };
const OFF = { StreamEnabled: false };
const set = (TableName: string, StreamSpecification: object) =>
  on.call('UpdateTable', { TableName, StreamSpecification });
const describeOf = async (TableName: string): Promise<Output> =>
  (await on.call('DescribeTable', { TableName })).Table;

describe('UpdateTable of the stream', () => {
  it('switches it on', async () => {
    const table = await on.table(simple);
    await set(table, ON);
    const { StreamSpecification, LatestStreamArn, LatestStreamLabel, TableArn } = await describeOf(table);
    expect(StreamSpecification).toEqual(ON);
    expect(LatestStreamArn).toBe(`${TableArn}/stream/${LatestStreamLabel}`);
  });

  it('begins with what is written after it', async () => {
    const table = await on.table(simple);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'before' } } });
    await set(table, ON);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'after' } } });
    const records = await recordsOf(on, (await describeOf(table)).LatestStreamArn);
    expect(records.map(({ dynamodb }) => dynamodb.Keys.pk.S)).toEqual(['after']);
  });

  it('switches it off', async () => {
    const { table, arn } = await streamedTable(on);
    await set(table, OFF);
    const described = await describeOf(table);
    expect(described.StreamSpecification?.StreamEnabled ?? false).toBe(false);
    expect(described.LatestStreamArn).toBe(arn);
  });

  it('makes another stream when it is switched on again', async () => {
    const { table, arn } = await streamedTable(on);
    await set(table, OFF);
    await set(table, ON);
    expect((await describeOf(table)).LatestStreamArn).not.toBe(arn);
  });

  it('keeps what the closed stream holds', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'kept' } } });
    await set(table, OFF);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'unseen' } } });
    expect((await recordsOf(on, arn)).map(({ dynamodb }) => dynamodb.Keys.pk.S)).toEqual(['kept']);
  });

  it('refuses to switch it on twice', async () => {
    const { table } = await streamedTable(on);
    const error = await on.refusal('UpdateTable', { TableName: table, StreamSpecification: ON });
    expectRefusal(error, /^Table already has an enabled stream: TableName: Table_\d+$/, {
      local: 'stream-on',
    });
  });

  it('refuses to switch off what is not on', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      StreamSpecification: OFF,
    });
    expectRefusal(error, /^Table has no stream to disable: TableName: Table_\d+$/, {
      local: 'stream-off',
    });
  });

  it('refuses to switch it on without a view type', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      StreamSpecification: { StreamEnabled: true },
    });
    expectRefusal(error, /If stream is being enabled then UpdateViewType is required/, {
      local: 'no-view-type',
    });
  });

  itUnlessLocal('unknown-view-type', 'refuses a view type that it does not know', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'ALL' },
    });
    expectRefusal(error, /enum value set/);
  });
});
