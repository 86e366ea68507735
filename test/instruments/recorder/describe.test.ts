import { describe, expect, it } from 'vitest';
import { describeRequest, describeValue } from '../../../packages/instruments/src/recorder/describe.ts';

const lookup = () => ({ logicalName: 'main', keys: ['pk', 'sk'] });
const tell = (operation: string, input: object) => describeRequest(operation, input as never, lookup);
const key = { pk: { S: 'W#1' }, sk: { N: '7' } };

describe('a request in one line', () => {
  it.each([
    [
      'Query',
      {
        KeyConditionExpression: '#p = :p AND\n  begins_with(#s, :s)',
        FilterExpression: '#r = :r',
        ProjectionExpression: '#r',
        ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk', '#r': 'role' },
        ExpressionAttributeValues: { ':p': { S: 'W#1' }, ':s': { S: 'M#' }, ':r': { S: 'owner' } },
        Limit: 3,
        ScanIndexForward: false,
        ConsistentRead: true,
        ExclusiveStartKey: key,
      },
      'pk = "W#1" AND begins_with(sk, "M#") | filter role = "owner" | project role | limit 3 | descending | consistent | from a cursor',
    ],
    ['Scan', {}, ''],
    ['GetItem', { TableName: 't', Key: key, ConsistentRead: true }, 'pk = "W#1", sk = 7 | consistent'],
    [
      'UpdateItem',
      {
        TableName: 't',
        Key: key,
        UpdateExpression: 'SET n = n + :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
      'pk = "W#1", sk = 7 | SET n = n + 1 | if attribute_exists(pk)',
    ],
    ['PutItem', { TableName: 't', Item: { ...key, name: { S: 'x' } } }, 'pk = "W#1", sk = 7'],
    ['DescribeTable', { TableName: 't' }, ''],
    [
      'BatchWriteItem',
      { RequestItems: { t: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: key } }] } },
      '2 items: Put pk = "W#1", sk = 7; Delete pk = "W#1", sk = 7',
    ],
    [
      'BatchGetItem',
      { RequestItems: { t: { Keys: Array.from({ length: 6 }, () => key) } } },
      `6 items: ${Array.from({ length: 4 }, () => 'pk = "W#1", sk = 7').join('; ')}; and 2 more`,
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { ConditionCheck: { TableName: 't', Key: key, ConditionExpression: 'attribute_exists(pk)' } },
          { Put: { TableName: 't', Item: key } },
        ],
      },
      'ConditionCheck pk = "W#1", sk = 7 | if attribute_exists(pk); Put pk = "W#1", sk = 7',
    ],
  ])('%s', (operation, input, expected) => {
    expect(tell(operation, input)).toBe(expected);
  });

  it('leaves a placeholder that stands for nothing as it is, and does not take :a for :ab', () => {
    const input = {
      KeyConditionExpression: '#x = :ab AND sk = :a',
      ExpressionAttributeValues: { ':a': { N: '1' } },
    };
    expect(tell('Query', input)).toBe('#x = :ab AND sk = 1');
  });

  it.each([
    [{ S: 'a"b' }, '"a\\"b"'],
    [{ N: '1e3' }, '1e3'],
    [{ BOOL: false }, 'false'],
    [{ NULL: true }, 'null'],
    [{ B: 'AQI=' }, '<binary>'],
    [{ L: [{ N: '1' }, { S: 'x' }] }, '[1, "x"]'],
    [{ M: { a: { N: '1' } } }, '{ a: 1 }'],
    [{ SS: ['a', 'b'] }, 'SS["a","b"]'],
    [undefined, '(absent)'],
    [{ S: 'x'.repeat(100) }, `"${'x'.repeat(47)}…`],
    // Whoever sends the plain client's commands can send anything.
    [{ L: 'no list' }, 'L"no list"'],
    [{}, 'undefined'],
  ])('writes the value %j as a reader would', (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });
});
