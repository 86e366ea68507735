import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { iteratorOf, recordsFrom, recordsOf, streamedTable } from '../stream-reading.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const keys = (pk: string) => ({ pk: { S: pk } });

/** Makes an item, changes it and deletes it. Gives the three records. */
async function life(viewType: string): Promise<Output[]> {
  const { table, arn } = await streamedTable(on, viewType);
  await on.call('PutItem', { TableName: table, Item: { ...keys('a'), v: { N: '1' } } });
  await on.call('UpdateItem', {
    TableName: table,
    Key: keys('a'),
    UpdateExpression: 'SET v = :v',
    ExpressionAttributeValues: { ':v': { N: '2' } },
  });
  await on.call('DeleteItem', { TableName: table, Key: keys('a') });
  return recordsOf(on, arn);
}

const one = { ...keys('a'), v: { N: '1' } };
const two = { ...keys('a'), v: { N: '2' } };

/** The images of the three records, old and new, by view type. */
const IMAGES: Record<string, [object | undefined, object | undefined][]> = {
  KEYS_ONLY: [
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
  ],
  NEW_IMAGE: [
    [undefined, one],
    [undefined, two],
    [undefined, undefined],
  ],
  OLD_IMAGE: [
    [undefined, undefined],
    [one, undefined],
    [two, undefined],
  ],
  NEW_AND_OLD_IMAGES: [
    [undefined, one],
    [one, two],
    [two, undefined],
  ],
};

describe('the records of a stream', () => {
  for (const [viewType, images] of Object.entries(IMAGES)) {
    it(`of ${viewType} have its images, and the keys always`, async () => {
      const records = await life(viewType);
      expect(records.map((record) => record.eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
      expect(records.map(({ dynamodb }) => [dynamodb.OldImage, dynamodb.NewImage])).toEqual(images);
      for (const { dynamodb } of records) {
        expect(dynamodb).toMatchObject({ Keys: keys('a'), StreamViewType: viewType });
      }
    });
  }

  it('name source, version and Region, and each has an id of its own', async () => {
    const records = await life('KEYS_ONLY');
    for (const record of records) {
      expect(record).toMatchObject({ eventSource: 'aws:dynamodb', eventVersion: expect.any(String) });
      expect(record.awsRegion).toEqual(expect.any(String));
      expect(record.userIdentity).toBeUndefined();
    }
    expect(new Set(records.map((record) => record.eventID)).size).toBe(3);
  });

  it('have rising sequence numbers of at least 21 digits', async () => {
    const numbers = (await life('KEYS_ONLY')).map(({ dynamodb }): string => dynamodb.SequenceNumber);
    for (const number of numbers) expect(number).toMatch(/^\d{21,40}$/);
    const values = numbers.map(BigInt);
    expect([...values].sort((a, b) => (a < b ? -1 : 1))).toEqual(values);
  });

  it('say when they were made, in whole seconds', async () => {
    for (const { dynamodb } of await life('KEYS_ONLY')) {
      expect(Number.isInteger(dynamodb.ApproximateCreationDateTime)).toBe(true);
    }
  });

  it('weigh the keys and the images', async () => {
    const [insert, modify] = (await life('NEW_AND_OLD_IMAGES')) as [Output, Output];
    const key = 2 + 1;
    const image = key + 1 + 2;
    expect(insert.dynamodb.SizeBytes).toBe(key + image);
    expect(modify.dynamodb.SizeBytes).toBe(key + image + image);
  });
});

describe('a stream has no record', () => {
  it('for a put that changes nothing', async () => {
    const { table, arn } = await streamedTable(on);
    for (let i = 0; i < 2; i += 1) await on.call('PutItem', { TableName: table, Item: keys('a') });
    expect(await recordsOf(on, arn)).toHaveLength(1);
  });

  it('for an update that changes nothing', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('PutItem', { TableName: table, Item: one });
    await on.call('UpdateItem', {
      TableName: table,
      Key: keys('a'),
      UpdateExpression: 'SET v = :v',
      ExpressionAttributeValues: { ':v': { N: '1.0' } },
    });
    expect(await recordsOf(on, arn)).toHaveLength(1);
  });

  it('for a delete of nothing', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('DeleteItem', { TableName: table, Key: keys('a') });
    expect(await recordsOf(on, arn)).toEqual([]);
  });

  it('for a write whose condition fails', async () => {
    const { table, arn } = await streamedTable(on);
    await on.refusal('PutItem', {
      TableName: table,
      Item: keys('a'),
      ConditionExpression: 'attribute_exists(pk)',
    });
    expect(await recordsOf(on, arn)).toEqual([]);
  });

  it('for a transaction that is cancelled', async () => {
    const { table, arn } = await streamedTable(on);
    await on.refusal('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: table, Item: keys('a') } },
        {
          ConditionCheck: { TableName: table, Key: keys('b'), ConditionExpression: 'attribute_exists(pk)' },
        },
      ],
    });
    expect(await recordsOf(on, arn)).toEqual([]);
  });
});

describe('a stream has a record', () => {
  it('for each write of a batch and of a transaction', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('BatchWriteItem', {
      RequestItems: { [table]: ['a', 'b'].map((pk) => ({ PutRequest: { Item: keys(pk) } })) },
    });
    await on.call('TransactWriteItems', {
      TransactItems: [
        { Delete: { TableName: table, Key: keys('a') } },
        { Put: { TableName: table, Item: keys('c') } },
      ],
    });
    const seen = (await recordsOf(on, arn)).map(({ eventName, dynamodb }) => eventName + dynamodb.Keys.pk.S);
    expect(seen.sort()).toEqual(['INSERTa', 'INSERTb', 'INSERTc', 'REMOVEa']);
  });

  it('for every change of one item, in order', async () => {
    const { table, arn } = await streamedTable(on, 'NEW_IMAGE', composite);
    for (let i = 0; i < 20; i += 1) {
      const Item = { pk: { S: 'p' }, sk: { S: `${i % 2}` }, v: { N: `${i}` } };
      await on.call('PutItem', { TableName: table, Item });
    }
    const ofItem = (sk: string, records: Output[]) =>
      records
        .filter(({ dynamodb }) => dynamodb.Keys.sk.S === sk)
        .map(({ dynamodb }) => Number(dynamodb.NewImage.v.N));
    const records = await recordsOf(on, arn);
    expect(ofItem('0', records)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    expect(ofItem('1', records)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  });

  it('with Keys that hold partition and sort key', async () => {
    const { table, arn } = await streamedTable(on, 'KEYS_ONLY', composite);
    const Item = { pk: { S: 'p' }, sk: { S: 's' }, v: { N: '1' } };
    await on.call('PutItem', { TableName: table, Item });
    const [record] = await recordsOf(on, arn);
    expect(record.dynamodb.Keys).toEqual({ pk: { S: 'p' }, sk: { S: 's' } });
  });
});

describe('GetRecords', () => {
  it('gives pages of at most Limit, each record once', async () => {
    const { table, arn } = await streamedTable(on);
    for (let i = 0; i < 7; i += 1) await on.call('PutItem', { TableName: table, Item: keys(`${i}`) });
    const first = await on.wire('GetRecords', { ShardIterator: await iteratorOf(on, arn), Limit: 3 });
    expect(first.Records).toHaveLength(3);
    const rest = await recordsFrom(on, first.NextShardIterator, 3);
    const seen = [...first.Records, ...rest].map(({ dynamodb }) => dynamodb.Keys.pk.S);
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('on an open shard gives an iterator even when there is nothing', async () => {
    const { arn } = await streamedTable(on);
    const page = await on.wire('GetRecords', { ShardIterator: await iteratorOf(on, arn) });
    expect(page.Records).toEqual([]);
    expect(page.NextShardIterator).toEqual(expect.any(String));
  });

  it('finds later records with the iterator of an empty page', async () => {
    const { table, arn } = await streamedTable(on);
    const page = await on.wire('GetRecords', { ShardIterator: await iteratorOf(on, arn) });
    await on.call('PutItem', { TableName: table, Item: keys('later') });
    expect(await recordsFrom(on, page.NextShardIterator)).toHaveLength(1);
  });

  it('gives the same records again for the same iterator', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('PutItem', { TableName: table, Item: keys('a') });
    const iterator = await iteratorOf(on, arn);
    expect(await recordsFrom(on, iterator)).toEqual(await recordsFrom(on, iterator));
  });

  it('of a stream that was switched off ends with no next iterator', async () => {
    const { table, arn } = await streamedTable(on);
    await on.call('PutItem', { TableName: table, Item: keys('a') });
    await on.call('UpdateTable', { TableName: table, StreamSpecification: { StreamEnabled: false } });
    let ShardIterator = await iteratorOf(on, arn);
    let seen = 0;
    for (let pages = 0; pages < 10 && ShardIterator !== undefined; pages += 1) {
      const page: Output = await on.wire('GetRecords', { ShardIterator });
      seen += page.Records.length;
      ShardIterator = page.NextShardIterator;
    }
    expect([seen, ShardIterator]).toEqual([1, undefined]);
  });
});
