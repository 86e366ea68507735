import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

const get = (Key: object, more: object = {}) => ({ Get: { TableName: table, Key, ...more } });
const refused = (TransactItems: object[], more: object = {}): Promise<Output> =>
  on.wireRefusal('TransactGetItems', { TransactItems, ...more });
const key = { pk: { S: 'a' } };

describe('TransactGetItems refuses', () => {
  it('no action', async () => {
    expectRefusal(await refused([]), /Member must have length greater than or equal to 1/, {
      local: 'no-transact-items',
    });
  });

  it('a projection that has a syntax error', async () => {
    const error = await refused([get(key, { ProjectionExpression: 'a,,b' })]);
    expectRefusal(error, /^Invalid ProjectionExpression: Syntax error; token: ","/);
  });

  it('an unused name', async () => {
    const more = { ProjectionExpression: 'a', ExpressionAttributeNames: { '#b': 'b' } };
    expectRefusal(await refused([get(key, more)]), /unused in expressions: keys: \{#b\}/);
  });

  it('an empty key value', async () => {
    expectRefusal(await refused([get({ pk: { S: '' } })]), /cannot contain an empty string value\. Key: pk/);
  });

  itUnlessLocal('enum-unchecked', 'an unknown kind of capacity', async () => {
    const error = await refused([get(key)], { ReturnConsumedCapacity: 'SOME' });
    expectRefusal(error, /Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint/);
  });
});

describe('TransactGetItems is cancelled', () => {
  const keys: [string, object][] = [
    ['an empty key', {}],
    ['a key of a wrong type', { pk: { N: '1' } }],
    ['a key with an attribute too many', { ...key, a: { S: 'a' } }],
  ];
  for (const [name, bad] of keys) {
    itUnlessLocal('get-reasons', `by ${name}, with the reason in its place`, async () => {
      const error = await refused([get(key), get(bad)]);
      expectRefusal(
        error,
        /^Transaction cancelled, please refer cancellation reasons for specific reasons \[None, ValidationError\]$/,
        { name: 'TransactionCanceledException' },
      );
      expect(error.CancellationReasons).toEqual([
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
      ]);
    });
  }
});
