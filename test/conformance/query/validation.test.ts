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
});

const request = (more: object) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'p' } },
  ...more,
});

const REFUSED: [string, object, RegExp, LocalDifferenceId?, string?][] = [
  [
    'no table',
    { TableName: undefined },
    /Value null at 'tableName' failed to satisfy constraint: Member must not be null/,
  ],
  [
    'SPECIFIC_ATTRIBUTES without a projection',
    { Select: 'SPECIFIC_ATTRIBUTES' },
    /Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES/,
  ],
  [
    'COUNT with a projection',
    { Select: 'COUNT', ProjectionExpression: 'a' },
    /Cannot specify the ProjectionExpression when choosing to get only the Count/,
  ],
  [
    'ALL_ATTRIBUTES with a projection',
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'a' },
    /Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES/,
  ],
  [
    'ALL_PROJECTED_ATTRIBUTES of a table',
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    /ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName/,
  ],
  [
    'values but no expression',
    { KeyConditionExpression: undefined },
    /(ExpressionAttributeValues can only be specified when using expressions|Either the KeyConditions or KeyConditionExpression parameter must be specified)/,
  ],
  [
    'an empty key condition',
    { KeyConditionExpression: '' },
    /Invalid KeyConditionExpression: The expression can not be empty;/,
  ],
  ['an empty filter', { FilterExpression: '' }, /Invalid FilterExpression: The expression can not be empty;/],
  [
    'a filter with a syntax error',
    { FilterExpression: 'a = = :pk' },
    /Invalid FilterExpression: Syntax error; token: "="/,
  ],
  [
    'a filter with an undefined value',
    { FilterExpression: 'a = :a' },
    /Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :a/,
  ],
  [
    'a filter on the partition key',
    { FilterExpression: 'pk = :pk' },
    /Filter Expression can only contain non-primary key attributes: Primary key attribute: pk/,
  ],
  [
    'a filter on the key of the index that is read',
    { IndexName: 'global', KeyConditionExpression: 'gpk = :pk', FilterExpression: 'gsk > :pk' },
    /Filter Expression can only contain non-primary key attributes: Primary key attribute: gsk/,
  ],
  [
    'an unused value',
    { ExpressionAttributeValues: { ':pk': { S: 'p' }, ':a': { S: 'a' } } },
    /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:a\}/,
  ],
  [
    'overlapping paths',
    { ProjectionExpression: 'a, a.b' },
    /Invalid ProjectionExpression: Two document paths overlap with each other/,
  ],
  [
    'the old and the new kind of condition',
    { KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'p' }] } } },
    /Can not use both expression and non-expression parameters in the same request: Non-expression parameters: \{KeyConditions\} Expression parameters: \{KeyConditionExpression\}/,
  ],
  [
    'an empty value for the partition key',
    { ExpressionAttributeValues: { ':pk': { S: '' } } },
    /One or more parameter values are not valid\. The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk/,
  ],
  [
    'a table that does not exist',
    { TableName: 'NoSuchTable' },
    /^Requested resource not found$/,
    'no-such-table',
    'ResourceNotFoundException',
  ],
  [
    'an index that does not exist',
    { IndexName: 'nowhere' },
    /^The table does not have the specified index: nowhere$/,
  ],
];

describe('Query refuses', () => {
  for (const [name, more, message, local, type = 'ValidationException'] of REFUSED) {
    it(name, async () => {
      expectRefusal(await on.wireRefusal('Query', request(more)), message, { local, name: type });
    });
  }

  it('an unknown Select', async () => {
    const error = await on.wireRefusal('Query', request({ Select: 'SOME' }));
    expectRefusal(
      error,
      /Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: \[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES\]/,
      { local: 'unknown-select' },
    );
  });

  itUnlessLocal('table-first', 'a syntax error before it looks for the table', async () => {
    const bad = request({ TableName: 'NoSuchTable', KeyConditionExpression: 'pk = ' });
    expectRefusal(await on.wireRefusal('Query', bad), /Invalid KeyConditionExpression: Syntax error/);
  });
});
