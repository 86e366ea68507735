import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { numeric } from '../tables.ts';

let on: Endpoint;
let table: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(numeric);
});

/** Numbers as written, and the normal form in which DynamoDB returns them. */
const NORMAL: [string, string][] = [
  ['0042.1200', '42.12'],
  ['-0', '0'],
  ['0.0', '0'],
  ['1E3', '1000'],
  ['1e-3', '0.001'],
  ['+5', '5'],
  ['.5', '0.5'],
  ['-1.50E1', '-15'],
  ['1E125', `1${'0'.repeat(125)}`],
  ['1E-130', `0.${'0'.repeat(129)}1`],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
];

describe('numbers', () => {
  for (const [written, normal] of NORMAL) {
    it(`${written.slice(0, 24)} comes back in normal form`, async () => {
      await on.call('PutItem', {
        TableName: table,
        Item: { pk: { S: 'normal' }, sk: { N: '1' }, v: { N: written } },
      });
      const { Item } = await on.call('GetItem', {
        TableName: table,
        Key: { pk: { S: 'normal' }, sk: { N: '1' } },
      });
      expect(Item.v).toEqual({ N: normal });
    });
  }

  it('are equal as keys when their values are', async () => {
    await on.call('PutItem', {
      TableName: table,
      Item: { pk: { S: 'equal' }, sk: { N: '1.0' }, v: { S: 'first' } },
    });
    await on.call('PutItem', {
      TableName: table,
      Item: { pk: { S: 'equal' }, sk: { N: '10E-1' }, v: { S: 'second' } },
    });
    const { Items } = await on.call('Query', {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'equal' } },
    });
    expect(Items).toEqual([{ pk: { S: 'equal' }, sk: { N: '1' }, v: { S: 'second' } }]);
  });

  it('sort by value as sort keys', async () => {
    const rising = ['-1E20', '-10', '-9', '-0.5', '0', '1E-130', '0.25', '9', '10', '100', '1E100'];
    for (const sk of [...rising].reverse()) {
      await on.call('PutItem', {
        TableName: table,
        Item: { pk: { S: 'sorted' }, sk: { N: sk }, as: { S: sk } },
      });
    }
    const { Items } = await on.call('Query', {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'sorted' } },
    });
    expect(Items.map((item: { as: { S: string } }) => item.as.S)).toEqual(rising);
  });
});
