import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { recordsOf, streamedTable } from '../stream-reading.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

describe('DeleteTable', () => {
  it('describes the table that goes', async () => {
    const TableName = await on.table(simple);
    const { TableDescription } = await on.call('DeleteTable', { TableName });
    expect(TableDescription.TableName).toBe(TableName);
  });

  it('takes the items with it', async () => {
    const TableName = await on.table(simple);
    await on.call('PutItem', { TableName, Item: { pk: { S: 'a' } } });
    await on.call('DeleteTable', { TableName });
    const gone = await on.refusal('DescribeTable', { TableName });
    expect(gone.name).toBe('ResourceNotFoundException');
    await on.call('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...simple });
    expect((await on.call('Scan', { TableName })).Count).toBe(0);
  });

  it('leaves the stream readable', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'a' } } });
    await on.call('DeleteTable', { TableName: table });
    const { StreamDescription } = await on.wire('DescribeStream', { StreamArn: arn });
    expect(StreamDescription.StreamStatus).toBe('DISABLED');
    expect(await recordsOf(on, arn)).toHaveLength(1);
  });

  it('refuses a protected table', async () => {
    const TableName = await on.table({ ...simple, DeletionProtectionEnabled: true });
    const error = await on.refusal('DeleteTable', { TableName });
    expectRefusal(
      error,
      /^Resource cannot be deleted as it is currently protected against deletion\. Disable deletion protection first\.$/,
    );
    expect((await on.call('DescribeTable', { TableName })).Table.TableStatus).toBe('ACTIVE');
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('DeleteTable', { TableName: 'NoSuchTable' });
    expectRefusal(error, /^Requested resource not found: Table: NoSuchTable not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });
});
