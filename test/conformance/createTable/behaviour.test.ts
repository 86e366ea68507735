import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { composite, indexed, multiAttribute, simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const create = (TableName: string, definition: object) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  ...definition,
});
describe('CreateTable', () => {
  it('describes the table that it makes', async () => {
    const { TableDescription } = await on.call('CreateTable', create('Described', composite));
    expect(TableDescription).toMatchObject({
      TableName: 'Described',
      KeySchema: composite.KeySchema,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ItemCount: 0,
      TableSizeBytes: 0,
    });
    expect(TableDescription.TableArn).toMatch(/^arn:aws:dynamodb:[^:]+:\d+:table\/Described$/);
    expect(TableDescription.CreationDateTime).toBeInstanceOf(Date);
  });

  it('describes its indexes', async () => {
    await on.table(indexed);
    const { TableDescription } = await on.call('CreateTable', create('Indexed', indexed));
    expect(
      TableDescription.GlobalSecondaryIndexes.map((each: { IndexName: string }) => each.IndexName).sort(),
    ).toEqual(['global', 'included']);
    expect(TableDescription.LocalSecondaryIndexes[0]).toMatchObject({
      IndexName: 'local',
      Projection: { ProjectionType: 'KEYS_ONLY' },
    });
  });

  it('makes indexes with several key attributes', async () => {
    const { TableDescription } = await on.call('CreateTable', create('Multi', multiAttribute));
    expect(TableDescription.GlobalSecondaryIndexes[0].KeySchema).toHaveLength(4);
  });

  it('refuses a name that is taken', async () => {
    await on.call('CreateTable', create('Taken', simple));
    const error = await on.refusal('CreateTable', create('Taken', simple));
    expect(error.name).toBe('ResourceInUseException');
  });
});
