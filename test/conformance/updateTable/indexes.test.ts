import { beforeAll, describe, expect, it, vi } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { composite, indexed, simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const S = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const index = (IndexName: string, KeySchema: object[], Projection: object = { ProjectionType: 'ALL' }) => ({
  Create: { IndexName, KeySchema, Projection },
});
const change = (TableName: string, AttributeDefinitions: object[], ...updates: object[]) => ({
  TableName,
  AttributeDefinitions,
  GlobalSecondaryIndexUpdates: updates,
});
const describeOf = async (TableName: string): Promise<Output> =>
  (await on.call('DescribeTable', { TableName })).Table;

/**
 * Asks until every index of the table is active, and gives these. DynamoDB Local answers some of these requests with
 * an InternalFailure while it builds an index.
 */
async function activeIndexes(TableName: string): Promise<Output[]> {
  return vi.waitUntil(
    async () => {
      const { TableStatus, GlobalSecondaryIndexes = [] } = await describeOf(TableName).catch(unlessInternal);
      const settled = GlobalSecondaryIndexes.every((each: Output) => each.IndexStatus === 'ACTIVE');
      return settled && TableStatus === 'ACTIVE' && GlobalSecondaryIndexes;
    },
    { interval: 20, timeout: 45_000 },
  );
}

function unlessInternal(error: Error): Output {
  if (error.name === 'InternalFailure') return {};
  throw error;
}

async function add(TableName: string, definitions: object[], create: object): Promise<Output[]> {
  await on.call('UpdateTable', change(TableName, definitions, create));
  return activeIndexes(TableName);
}

const query = (TableName: string, IndexName: string, condition: string, values: object) =>
  on.call('Query', {
    TableName,
    IndexName,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
  });

describe('UpdateTable adds an index', () => {
  it('that is being made at first', async () => {
    const table = await on.table(simple);
    const { TableDescription } = await on.call(
      'UpdateTable',
      change(table, [S('g')], index('added', [hash('g')])),
    );
    const [created] = TableDescription.GlobalSecondaryIndexes;
    expect(created.IndexName).toBe('added');
    expect(['CREATING', 'ACTIVE']).toContain(created.IndexStatus);
    const [active] = await activeIndexes(table);
    expect(active.Backfilling ?? false).toBe(false);
  });

  it('and describes it', async () => {
    const table = await on.table(simple);
    const projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] };
    const [added] = await add(
      table,
      [S('g'), S('n', 'N')],
      index('added', [hash('g'), range('n')], projection),
    );
    expect(added).toMatchObject({
      IndexName: 'added',
      KeySchema: [hash('g'), range('n')],
      Projection: projection,
      ItemCount: expect.any(Number),
    });
    const { TableArn, AttributeDefinitions } = await describeOf(table);
    expect(added.IndexArn).toBe(`${TableArn}/index/added`);
    const names = AttributeDefinitions.map((each: Output) => each.AttributeName);
    expect(names.sort()).toEqual(['g', 'n', 'pk']);
  });

  it('and fills it with the items that have its keys', async () => {
    const table = await on.table(simple);
    for (const [pk, g] of [
      ['1', 'x'],
      ['2', 'x'],
      ['3', 'y'],
    ]) {
      await on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, g: { S: g } } });
    }
    await on.call('PutItem', { TableName: table, Item: { pk: { S: '4' } } });
    await add(table, [S('g')], index('added', [hash('g')]));
    const { Items } = await query(table, 'added', 'g = :g', { ':g': { S: 'x' } });
    expect(Items.map((item: Output) => item.pk.S).sort()).toEqual(['1', '2']);
    expect((await on.call('Scan', { TableName: table, IndexName: 'added' })).Count).toBe(3);
  });

  itUnlessLocal('backfill-wrong-type', 'and leaves out items whose key has another type', async () => {
    const table = await on.table(simple);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'fits' }, g: { N: '1' } } });
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'does not' }, g: { S: '1' } } });
    await add(table, [S('g', 'N')], index('added', [hash('g')]));
    const { Items } = await on.call('Scan', { TableName: table, IndexName: 'added' });
    expect(Items).toEqual([{ pk: { S: 'fits' }, g: { N: '1' } }]);
  });

  it('and refuses wrong types from then on', async () => {
    const table = await on.table(simple);
    await add(table, [S('g', 'N')], index('added', [hash('g')]));
    const error = await on.refusal('PutItem', {
      TableName: table,
      Item: { pk: { S: 'a' }, g: { S: 'text' } },
    });
    expectRefusal(error, /Type mismatch for Index Key g Expected: N Actual: S IndexName: added/, {
      local: 'index-key-type',
    });
  });

  it('that follows later writes', async () => {
    const table = await on.table(simple);
    await add(table, [S('g')], index('added', [hash('g')]));
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'a' }, g: { S: 'x' } } });
    expect((await query(table, 'added', 'g = :g', { ':g': { S: 'x' } })).Count).toBe(1);
  });

  it('on an attribute that is a key already', async () => {
    const table = await on.table(composite);
    await on.call('PutItem', { TableName: table, Item: { pk: { S: 'p' }, sk: { S: 's' } } });
    await add(table, [S('sk'), S('pk')], index('inverted', [hash('sk'), range('pk')]));
    expect((await query(table, 'inverted', 'sk = :s', { ':s': { S: 's' } })).Count).toBe(1);
  });

  it('with several key attributes', async () => {
    const table = await on.table(simple);
    await on.call('PutItem', {
      TableName: table,
      Item: { pk: { S: 'a' }, g: { S: 'x' }, h: { S: 'y' }, n: { N: '1' } },
    });
    const definitions = [S('g'), S('h'), S('n', 'N')];
    await add(table, definitions, index('several', [hash('g'), hash('h'), range('n')]));
    const found = await query(table, 'several', 'g = :g AND h = :h', { ':g': { S: 'x' }, ':h': { S: 'y' } });
    expect(found.Count).toBe(1);
  });

  it('one after the other', async () => {
    const table = await on.table(simple);
    await add(table, [S('g')], index('first', [hash('g')]));
    const both = await add(table, [S('h')], index('second', [hash('h')]));
    expect(both.map((each) => each.IndexName).sort()).toEqual(['first', 'second']);
  });
});

describe('UpdateTable deletes an index', () => {
  const remove = (IndexName: string) => ({ Delete: { IndexName } });

  it('and forgets it', async () => {
    const table = await on.table(indexed);
    await on.call('UpdateTable', { TableName: table, GlobalSecondaryIndexUpdates: [remove('global')] });
    const left = await activeIndexes(table);
    expect(left.map((each) => each.IndexName)).toEqual(['included']);
    const error = await on.refusal('Scan', { TableName: table, IndexName: 'global' });
    expectRefusal(error, /The table does not have the specified index: global/);
  });

  it('and takes what the index refused', async () => {
    const table = await on.table(indexed);
    await on.call('UpdateTable', { TableName: table, GlobalSecondaryIndexUpdates: [remove('global')] });
    await activeIndexes(table);
    const Item = { pk: { S: 'a' }, sk: { S: 'b' }, gsk: { S: 'no number' } };
    expect(await on.call('PutItem', { TableName: table, Item })).toEqual({});
  });

  it('refuses one that is not there', async () => {
    const error = await on.refusal('UpdateTable', {
      TableName: await on.table(simple),
      GlobalSecondaryIndexUpdates: [remove('none')],
    });
    expectRefusal(error, /^Requested resource not found/, { name: 'ResourceNotFoundException' });
  });
});

describe('UpdateTable refuses an index', () => {
  it('of a name that is taken', async () => {
    const error = await on.refusal(
      'UpdateTable',
      change(await on.table(indexed), [S('gpk')], index('global', [hash('gpk')])),
    );
    expectRefusal(error, /Attempting to create an index which already exists/);
  });

  it('on an attribute that is not defined', async () => {
    const error = await on.refusal(
      'UpdateTable',
      change(await on.table(simple), [], index('added', [hash('g')])),
    );
    expectRefusal(
      error,
      /(Some index key attributes are not defined in AttributeDefinitions|AttributeDefinitions is not specified for index: added)/,
      {
        local: 'index-key-not-defined',
      },
    );
  });

  it('together with another', async () => {
    const error = await on.refusal(
      'UpdateTable',
      change(await on.table(simple), [S('g'), S('h')], index('one', [hash('g')]), index('two', [hash('h')])),
    );
    expectRefusal(error, /Only 1 online index can be created or deleted simultaneously per table/, {
      name: 'LimitExceededException',
    });
  });

  it('update that asks for nothing', async () => {
    const error = await on.refusal('UpdateTable', change(await on.table(simple), [S('pk')], {}));
    expectRefusal(
      error,
      /One of GlobalSecondaryIndexUpdate\.Update, GlobalSecondaryIndexUpdate\.Create, GlobalSecondaryIndexUpdate\.Delete must not be null/,
      {
        local: 'no-index-action',
      },
    );
  });

  it('with five partition key attributes', async () => {
    const names = ['a1', 'a2', 'a3', 'a4', 'a5'];
    const error = await on.refusal(
      'UpdateTable',
      change(
        await on.table(simple),
        names.map((name) => S(name)),
        index('many', names.map(hash)),
      ),
    );
    expectRefusal(error, /The KeySchema exceeds the maximum allowed number of HASH key attributes/, {
      local: 'key-attribute-count',
    });
  });
});
