import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
beforeAll(async () => {
  on = await endpoint();
  table = await on.table(indexed);
  await on.call('PutItem', { TableName: table, Item: { pk: { S: 'p' }, sk: { S: 's' } } });
});

const SCHEMA = /^The provided starting key is invalid: The provided key element does not match the schema$/;
const REFUSED: [string, object, RegExp, LocalDifferenceId?, string?][] = [
  ['a Limit of zero', { Limit: 0 }, /Member must have value greater than or equal to 1/, 'limit-zero'],
  [
    'ALL_ATTRIBUTES with a projection',
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'a' },
    /Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES/,
  ],
  [
    'ALL_ATTRIBUTES of an index that lacks some',
    { IndexName: 'included', Select: 'ALL_ATTRIBUTES' },
    /Select type ALL_ATTRIBUTES is not supported for global secondary index included because its projection type is not ALL/,
  ],
  ['an empty filter', { FilterExpression: '' }, /Invalid FilterExpression: The expression can not be empty;/],
  ['a reserved word', { FilterExpression: 'attribute_exists(status)' }, /reserved keyword: status/],
  [
    'values but no filter',
    { ExpressionAttributeValues: { ':a': { S: 'a' } } },
    /ExpressionAttributeValues can only be specified when using expressions/,
  ],
  ['a cursor without the sort key', { ExclusiveStartKey: { pk: { S: 'p' } } }, SCHEMA, 'start-key-size'],
  [
    'a cursor with a wrong type',
    { ExclusiveStartKey: { pk: { S: 'p' }, sk: { N: '1' } } },
    SCHEMA,
    'scan-start-key-type',
  ],
  [
    'a segment below zero',
    { Segment: -1, TotalSegments: 2 },
    /greater than or equal to 0/,
    'segment-negative',
  ],
  ['too many segments', { Segment: 0, TotalSegments: 1_000_001 }, /less than or equal to 1000000/],
  ['no segments', { Segment: 0, TotalSegments: 0 }, /greater than or equal to 1/, 'segment-count'],
  [
    'an index that does not exist',
    { IndexName: 'nowhere' },
    /^The table does not have the specified index: nowhere$/,
  ],
  [
    'a table that does not exist',
    { TableName: 'NoSuchTable' },
    /^Requested resource not found$/,
    'no-such-table',
    'ResourceNotFoundException',
  ],
];

describe('Scan refuses', () => {
  for (const [name, more, message, local, type = 'ValidationException'] of REFUSED) {
    it(name, async () => {
      expectRefusal(await on.wireRefusal('Scan', { TableName: table, ...more }), message, {
        local,
        name: type,
      });
    });
  }

  itUnlessLocal('table-first', 'a syntax error before it looks for the table', async () => {
    const bad = { TableName: 'NoSuchTable', FilterExpression: 'a = ' };
    expectRefusal(await on.wireRefusal('Scan', bad), /Invalid FilterExpression: Syntax error/);
  });
});
