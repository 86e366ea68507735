import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { composite, indexed, multiAttribute, simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const describeOf = async (definition: object): Promise<Output> =>
  (await on.call('DescribeTable', { TableName: await on.table(definition) })).Table;

describe('DescribeTable', () => {
  it('gives keys, billing and status', async () => {
    const table = await describeOf(composite);
    expect(table).toMatchObject({
      TableStatus: 'ACTIVE',
      KeySchema: composite.KeySchema,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      DeletionProtectionEnabled: false,
      ItemCount: 0,
      TableSizeBytes: 0,
    });
    expect(table.AttributeDefinitions).toHaveLength(2);
    expect(table.CreationDateTime).toBeInstanceOf(Date);
    expect(table.TableArn).toMatch(/^arn:aws:dynamodb:[^:]+:\d{12}:table\/Table_\d+$/);
  });

  it('gives the indexes, active', async () => {
    const table = await describeOf(indexed);
    const global = table.GlobalSecondaryIndexes.find((each: Output) => each.IndexName === 'included');
    expect(global).toMatchObject({
      IndexStatus: 'ACTIVE',
      IndexArn: `${table.TableArn}/index/included`,
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
    });
    expect(table.LocalSecondaryIndexes[0].IndexArn).toBe(`${table.TableArn}/index/local`);
    expect(table.LocalSecondaryIndexes[0].IndexStatus).toBeUndefined();
  });

  it('gives every key attribute of an index, in order', async () => {
    const { GlobalSecondaryIndexes } = await describeOf(multiAttribute);
    const names = GlobalSecondaryIndexes[0].KeySchema.map((each: Output) => each.AttributeName);
    expect(names).toEqual(['p1', 'p2', 's1', 's2']);
  });

  it('gives the stream', async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
    const table = await describeOf({ ...simple, StreamSpecification });
    expect(table.StreamSpecification).toEqual(StreamSpecification);
    expect(table.LatestStreamArn).toBe(`${table.TableArn}/stream/${table.LatestStreamLabel}`);
  });

  it('gives provisioned capacity', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 };
    const table = await describeOf({ ...simple, BillingMode: 'PROVISIONED', ProvisionedThroughput });
    expect(table.ProvisionedThroughput).toMatchObject(ProvisionedThroughput);
  });

  itUnlessLocal('no-table-id', 'gives an id', async () => {
    const table = await describeOf(simple);
    expect(table.TableId ?? 'absent').toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses a table that does not exist', async () => {
    const error = await on.refusal('DescribeTable', { TableName: 'NoSuchTable' });
    expectRefusal(error, /^Requested resource not found: Table: NoSuchTable not found$/, {
      name: 'ResourceNotFoundException',
      local: 'no-such-table',
    });
  });
});
