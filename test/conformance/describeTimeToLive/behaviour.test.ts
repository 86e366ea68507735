import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

describe('DescribeTimeToLive', () => {
  it('says that it is off, without an attribute', async () => {
    const reply = await on.call('DescribeTimeToLive', { TableName: await on.table(simple) });
    expect(reply).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
  });

  it('says that it is on, or being switched on, and by which attribute', async () => {
    const TableName = await on.table(simple);
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    await on.call('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
    const { TimeToLiveDescription } = await on.call('DescribeTimeToLive', { TableName });
    expect(TimeToLiveDescription.AttributeName).toBe('expires');
    expect(['ENABLING', 'ENABLED']).toContain(TimeToLiveDescription.TimeToLiveStatus);
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('DescribeTimeToLive', { TableName: 'NoSuchTable' });
    expectRefusal(error, /^Requested resource not found: Table: NoSuchTable not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });
});
