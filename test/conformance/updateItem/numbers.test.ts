import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'sum' } };

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const request = (operator: string, left: string, right: string) => ({
  TableName: table,
  Key,
  UpdateExpression: operator === 'ADD' ? 'ADD n :r' : `SET n = :l ${operator} :r`,
  ExpressionAttributeValues:
    operator === 'ADD' ? { ':r': { N: right } } : { ':l': { N: left }, ':r': { N: right } },
  ReturnValues: 'ALL_NEW',
});
const put = (n: string) => on.call('PutItem', { TableName: table, Item: { ...Key, n: { N: n } } });

/** Sums that floating point would get wrong, or write in another way. */
const SUMS: [string, string, string, string][] = [
  ['0.1', '+', '0.2', '0.3'],
  ['1', '-', '0.9', '0.1'],
  ['9007199254740993', '+', '1', '9007199254740994'],
  ['12345678901234567890123456789012345678', '-', '1', '12345678901234567890123456789012345677'],
  ['99999999999999999999999999999999999999', '+', '1', `1${'0'.repeat(38)}`],
  ['1E100', '-', '1E100', '0'],
  ['-5', '+', '5', '0'],
  ['1E-130', '+', '1E-130', `0.${'0'.repeat(129)}2`],
  ['1E125', '+', '1E125', `2${'0'.repeat(125)}`],
  ['-0.5', '-', '0.25', '-0.75'],
  ['100', '+', '1E-3', '100.001'],
];

describe('arithmetic', () => {
  for (const [left, operator, right, sum] of SUMS) {
    it(`${left.slice(0, 40)} ${operator} ${right} is exact`, async () => {
      await put('0');
      const { Attributes } = await on.call('UpdateItem', request(operator, left, right));
      expect(Attributes.n).toEqual({ N: sum });
    });
    if (operator === '+') {
      it(`${left.slice(0, 40)} ADD ${right} is exact`, async () => {
        await put(left);
        const { Attributes } = await on.call('UpdateItem', request('ADD', left, right));
        expect(Attributes.n).toEqual({ N: sum });
      });
    }
  }

  const refused: [string, string, string, RegExp][] = [
    ['1E125', '+', '9E125', /Number overflow/],
    [`${'9'.repeat(38)}E88`, '+', '1E88', /Number overflow/],
    ['1E37', '+', '0.1', /38/],
    ['1', '+', '1E-100', /38/],
  ];
  for (const [left, operator, right, message] of refused) {
    it(`${left.slice(0, 8)}… ${operator} ${right} is refused`, async () => {
      await put('7');
      expectRefusal(await on.refusal('UpdateItem', request(operator, left, right)), message);
      expect((await on.call('GetItem', { TableName: table, Key })).Item.n).toEqual({ N: '7' });
    });
  }

  it('adds members to a number set by value', async () => {
    await on.call('PutItem', { TableName: table, Item: { ...Key, s: { NS: ['1', '2.5'] } } });
    const { Attributes } = await on.call('UpdateItem', {
      TableName: table,
      Key,
      UpdateExpression: 'ADD s :s',
      ExpressionAttributeValues: { ':s': { NS: ['1.0', '25E-1', '3'] } },
      ReturnValues: 'ALL_NEW',
    });
    expect([...Attributes.s.NS].sort()).toEqual(['1', '2.5', '3']);
  });
});
