import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
  await on.call('PutItem', { TableName: table, Item: { pk: { S: 'there' }, sk: { S: 's' } } });
});

describe('ExecuteStatement refuses', () => {
  const refused: [string, () => string, RegExp, (LocalDifferenceId | undefined)?, string?][] = [
    [
      'what is no statement',
      () => `SELECTT * FROM "${table}"`,
      /^Statement wasn't well formed, can't be processed/,
    ],
    ['an empty statement', () => '', /./],
    [
      'a table that does not exist',
      () => `SELECT * FROM "NoSuchTable" WHERE pk = 'a'`,
      /^Requested resource not found$/,
      'no-such-table',
      'ResourceNotFoundException',
    ],
    [
      'an index that does not exist',
      () => `SELECT * FROM "${withIndexes}"."nowhere" WHERE pk = 'a'`,
      /^The table does not have the specified index$/,
      'partiql-index',
    ],
    [
      'an update of half a key',
      () => `UPDATE "${table}" SET v = 1 WHERE pk = 'a'`,
      /Where clause does not contain a mandatory equality on all key attributes/,
    ],
    [
      'an update of the key',
      () => `UPDATE "${table}" SET sk = 'x' WHERE pk = 'there' AND sk = 's'`,
      /Cannot update attribute sk\. This attribute is part of the key/,
    ],
    [
      'an insert without its key',
      () => `INSERT INTO "${table}" VALUE {'pk': 'a'}`,
      /Missing the key sk in the item/,
      'partiql-key',
    ],
    ['a parameter that is missing', () => `SELECT * FROM "${table}" WHERE pk = ?`, /[Pp]arameter/],
    ['a write to an index', () => `DELETE FROM "${withIndexes}"."global" WHERE pk = 'a' AND sk = 'b'`, /./],
  ];
  for (const [name, statement, message, local, type = 'ValidationException'] of refused) {
    it(name, async () => {
      const error = await on.refusal('ExecuteStatement', { Statement: statement() });
      expectRefusal(error, message, { local, name: type });
    });
  }

  it('a consistent read of a global index', async () => {
    const error = await on.refusal('ExecuteStatement', {
      Statement: `SELECT * FROM "${withIndexes}"."global" WHERE gpk = 'a'`,
      ConsistentRead: true,
    });
    expectRefusal(error, /^Strongly consistent read is not supported on Global Secondary Indexes$/, {
      local: 'partiql-consistent',
    });
  });

  itUnlessLocal('parameters-unchecked', 'too many parameters', async () => {
    const error = await on.refusal('ExecuteStatement', {
      Statement: `SELECT * FROM "${table}" WHERE pk = ?`,
      Parameters: [{ S: 'a' }, { S: 'b' }],
    });
    expectRefusal(error, /[Pp]arameter/);
  });
});
