import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const units = (ReadCapacityUnits: number, WriteCapacityUnits = ReadCapacityUnits) => ({
  ReadCapacityUnits,
  WriteCapacityUnits,
});
const update = (TableName: string, change: object) => on.call('UpdateTable', { TableName, ...change });
const describeOf = async (TableName: string): Promise<Output> =>
  (await on.call('DescribeTable', { TableName })).Table;

describe('UpdateTable of capacity', () => {
  const provisioned = () =>
    on.table({ ...simple, BillingMode: 'PROVISIONED', ProvisionedThroughput: units(5) });

  it('raises it', async () => {
    const table = await provisioned();
    await update(table, { ProvisionedThroughput: units(10, 7) });
    expect((await describeOf(table)).ProvisionedThroughput).toMatchObject(units(10, 7));
  });

  it('switches to on-demand', async () => {
    const table = await provisioned();
    await update(table, { BillingMode: 'PAY_PER_REQUEST' });
    const { BillingModeSummary, ProvisionedThroughput } = await describeOf(table);
    expect(BillingModeSummary).toMatchObject({ BillingMode: 'PAY_PER_REQUEST' });
    expect(ProvisionedThroughput).toMatchObject(units(0));
  });

  it('switches to provisioned', async () => {
    const table = await on.table(simple);
    await update(table, { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(3) });
    const { BillingModeSummary, ProvisionedThroughput } = await describeOf(table);
    expect(BillingModeSummary?.BillingMode ?? 'PROVISIONED').toBe('PROVISIONED');
    expect(ProvisionedThroughput).toMatchObject(units(3));
  });

  it('takes on-demand for a table that has it', async () => {
    const table = await on.table(simple);
    await update(table, { BillingMode: 'PAY_PER_REQUEST' });
    expect((await describeOf(table)).BillingModeSummary.BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('refuses the capacity that the table has', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await provisioned(),
      ProvisionedThroughput: units(5),
    });
    expectRefusal(
      error,
      /The provisioned throughput for the table will not change\. The requested value equals the current value\. Current ReadCapacityUnits provisioned for the table: 5\. Requested ReadCapacityUnits: 5\. Current WriteCapacityUnits provisioned for the table: 5\. Requested WriteCapacityUnits: 5\./,
      { local: 'same-capacity' },
    );
  });

  itUnlessLocal('on-demand-capacity', 'refuses capacity together with on-demand', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await provisioned(),
      BillingMode: 'PAY_PER_REQUEST',
      ProvisionedThroughput: units(1),
    });
    expectRefusal(error, /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified/);
  });

  it('refuses provisioned billing without capacity', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      BillingMode: 'PROVISIONED',
    });
    expectRefusal(error, /ProvisionedThroughput must be specified when BillingMode is PROVISIONED/, {
      local: 'no-capacity',
    });
  });

  it('refuses zero units', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await provisioned(),
      ProvisionedThroughput: units(0, 1),
    });
    expectRefusal(error, /Member must have value greater than or equal to 1/, { local: 'zero-capacity' });
  });
});

describe('UpdateTable of protection and class', () => {
  it('switches deletion protection on and off', async () => {
    const table = await on.table(simple);
    expect((await describeOf(table)).DeletionProtectionEnabled).toBe(false);
    await update(table, { DeletionProtectionEnabled: true });
    expect((await describeOf(table)).DeletionProtectionEnabled).toBe(true);
    expectRefusal(
      await on.refusal('DeleteTable', { TableName: table }),
      /^Resource cannot be deleted as it is currently protected against deletion\. Disable deletion protection first\.$/,
    );
    await update(table, { DeletionProtectionEnabled: false });
    await on.call('DeleteTable', { TableName: table });
  });

  itUnlessLocal('no-table-class', 'changes the table class', async () => {
    const table = await on.table(simple);
    await update(table, { TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    expect((await describeOf(table)).TableClassSummary.TableClass).toBe('STANDARD_INFREQUENT_ACCESS');
  });
});

describe('UpdateTable refuses', () => {
  it('nothing to change', async () => {
    const error = await on.refusal('UpdateTable', { TableName: await on.table(simple) });
    expectRefusal(
      error,
      /^At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, .* or TableClass is required$/,
      {
        local: 'nothing-to-update',
      },
    );
  });

  it('a table that does not exist', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: 'NoSuchTable',
      BillingMode: 'PAY_PER_REQUEST',
    });
    expectRefusal(error, /^Requested resource not found: Table: NoSuchTable not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });

  itUnlessLocal('several-changes', 'deletion protection together with another change', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    });
    expectRefusal(error, /DeletionProtection modification must be the only operation in the request/);
  });

  it('an unknown billing mode', async () => {
    const error = await on.refusal('UpdateTable', { TableName: await on.table(simple), BillingMode: 'FREE' });
    expectRefusal(error, /enum value set/, { local: 'unknown-enum' });
  });
});
