import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let other: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  other = await on.table(composite);
});

const put = (pk: string, more: object = {}) => ({
  Put: { TableName: table, Item: { pk: { S: pk } }, ...more },
});
const get = async (pk: string): Promise<Output> =>
  (await on.call('GetItem', { TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true })).Item;
const write = (...TransactItems: object[]) => on.call('TransactWriteItems', { TransactItems });
const refused = (...TransactItems: object[]) => on.refusal('TransactWriteItems', { TransactItems });
const codes = (error: Output): string[] => error.CancellationReasons.map((reason: Output) => reason.Code);

describe('TransactWriteItems', () => {
  it('does all four kinds of action together', async () => {
    await write(put('kinds-update'), put('kinds-delete'), put('kinds-check'));
    const reply = await write(
      put('kinds-put'),
      {
        Update: {
          TableName: table,
          Key: { pk: { S: 'kinds-update' } },
          UpdateExpression: 'SET a = :a',
          ExpressionAttributeValues: { ':a': { N: '1' } },
        },
      },
      { Delete: { TableName: table, Key: { pk: { S: 'kinds-delete' } } } },
      {
        ConditionCheck: {
          TableName: table,
          Key: { pk: { S: 'kinds-check' } },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    );
    expect(reply).toEqual({});
    expect(await get('kinds-put')).toBeDefined();
    expect((await get('kinds-update')).a).toEqual({ N: '1' });
    expect(await get('kinds-delete')).toBeUndefined();
  });

  it('reaches several tables', async () => {
    await write(put('two tables'), {
      Put: { TableName: other, Item: { pk: { S: 'two tables' }, sk: { S: 'x' } } },
    });
    const { Item } = await on.call('GetItem', {
      TableName: other,
      Key: { pk: { S: 'two tables' }, sk: { S: 'x' } },
    });
    expect(Item).toBeDefined();
  });

  it('does nothing when one condition fails, and says which', async () => {
    await write(put('there'));
    const error = await refused(
      put('not there'),
      put('there', { ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    );
    expect(codes(error)).toEqual(['None', 'ConditionalCheckFailed']);
    expect(error.CancellationReasons[1].Message).toBe('The conditional request failed');
    expect(await get('not there')).toBeUndefined();
  });

  it('gives a reason for every action whose condition fails', async () => {
    await write(put('both-1'), put('both-2'));
    const error = await refused(
      put('both-1', { ConditionExpression: 'attribute_not_exists(pk)' }),
      put('both-3'),
      put('both-2', { ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    expect(codes(error)).toEqual(['ConditionalCheckFailed', 'None', 'ConditionalCheckFailed']);
  });

  it('returns the item of a failed condition when asked to', async () => {
    await write({ Put: { TableName: table, Item: { pk: { S: 'shown' }, a: { N: '7' } } } });
    const error = await refused(
      put('shown', {
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    expect(error.CancellationReasons[0].Item).toEqual({ pk: { S: 'shown' }, a: { N: '7' } });
  });

  it('judges all conditions on the state before', async () => {
    await write(put('before'));
    const error = await refused(
      { Delete: { TableName: table, Key: { pk: { S: 'before' } } } },
      {
        ConditionCheck: {
          TableName: table,
          Key: { pk: { S: 'before too' } },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    );
    expect(codes(error)).toEqual(['None', 'ConditionalCheckFailed']);
    expect(await get('before')).toBeDefined();
  });

  itUnlessLocal('update-failure-thrown', 'reports an update that cannot be applied as a reason', async () => {
    await write({ Put: { TableName: table, Item: { pk: { S: 'text' }, a: { S: 'x' } } } });
    const error = await refused({
      Update: {
        TableName: table,
        Key: { pk: { S: 'text' } },
        UpdateExpression: 'SET a = a + :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      },
    });
    expect(error.name).toBe('TransactionCanceledException');
    expect(codes(error)).toEqual(['ValidationError']);
  });

  it('refuses two actions on one item', async () => {
    const error = await refused(put('twice'), { Delete: { TableName: table, Key: { pk: { S: 'twice' } } } });
    expectRefusal(error, /Transaction request cannot include multiple operations on one item/);
  });

  it('takes 100 actions and refuses 101', async () => {
    const actions = Array.from({ length: 101 }, (_, i) => put(`many-${i}`));
    expect(await write(...actions.slice(0, 100))).toEqual({});
    const error = await refused(...actions);
    expectRefusal(error, /Member must have length less than or equal to 100/);
  });

  it('refuses no action at all', async () => {
    const error = await refused();
    expectRefusal(error, /Member must have length greater than or equal to 1/);
  });

  it('refuses more than 4 MB', async () => {
    const actions = Array.from({ length: 11 }, (_, i) => ({
      Put: { TableName: table, Item: { pk: { S: `big-${i}` }, v: { S: 'x'.repeat(400_000) } } },
    }));
    const error = await refused(...actions);
    expect(error.name).toBe('ValidationException');
    expect(await get('big-0')).toBeUndefined();
  });

  it('refuses a table that does not exist', async () => {
    const error = await refused(put('no table'), {
      Put: { TableName: 'NoSuchTable', Item: { pk: { S: 'a' } } },
    });
    expect(error.name).toBe('ResourceNotFoundException');
    expect(await get('no table')).toBeUndefined();
  });

  it('refuses an unused value before anything is done', async () => {
    const error = await refused(
      put('unused', {
        ExpressionAttributeValues: { ':x': { S: 'x' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    expectRefusal(error, /unused in expressions: keys: \{:x\}/);
  });

  it('with a token twice is done once', async () => {
    await write({ Put: { TableName: table, Item: { pk: { S: 'token' }, n: { N: '0' } } } });
    const request = {
      ClientRequestToken: 'token-of-the-test-1',
      TransactItems: [
        {
          Update: {
            TableName: table,
            Key: { pk: { S: 'token' } },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    };
    await on.call('TransactWriteItems', request);
    expect(await on.call('TransactWriteItems', request)).toEqual({});
    expect((await get('token')).n).toEqual({ N: '1' });
  });

  it('refuses the same token with another request', async () => {
    const ClientRequestToken = 'token-of-the-test-2';
    await on.call('TransactWriteItems', { ClientRequestToken, TransactItems: [put('mismatch-1')] });
    const error = await on.refusal('TransactWriteItems', {
      ClientRequestToken,
      TransactItems: [put('mismatch-2')],
    });
    expect(error.name).toBe('IdempotentParameterMismatchException');
  });
});
