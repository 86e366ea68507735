import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { binary, composite } from '../tables.ts';

let on: Endpoint;
const tables = { composite: '', binary: '' };
const Key = { pk: { S: 'p' }, sk: { S: 's' } };
const MISMATCH = /^The provided key element does not match the schema$/;

beforeAll(async () => {
  on = await endpoint();
  tables.composite = await on.table(composite);
  tables.binary = await on.table(binary);
});

describe('GetItem refuses a key', () => {
  const refused: [string, object, RegExp, LocalDifferenceId?][] = [
    ['that is empty', {}, MISMATCH, 'key-size'],
    ['without sort key', { pk: { S: 'p' } }, MISMATCH, 'key-size'],
    ['with an attribute too many', { ...Key, a: { S: 'A' } }, MISMATCH, 'key-size'],
    ['with another attribute', { pk: { S: 'p' }, other: { S: 's' } }, MISMATCH, 'key-missing'],
    ['of a wrong type', { pk: { S: 'p' }, sk: { N: '1' } }, MISMATCH, 'key-type'],
    ['that is a list', { pk: { S: 'p' }, sk: { L: [] } }, MISMATCH, 'key-no-scalar'],
    ['that is a set', { pk: { S: 'p' }, sk: { SS: ['s'] } }, MISMATCH, 'key-no-scalar'],
    [
      'whose partition key is empty',
      { pk: { S: '' }, sk: { S: 's' } },
      /The AttributeValue for a key attribute cannot contain an empty string value\. Key: pk/,
    ],
    [
      'whose sort key is empty',
      { pk: { S: 'p' }, sk: { S: '' } },
      /The AttributeValue for a key attribute cannot contain an empty string value\. Key: sk/,
    ],
    [
      'whose partition key is too long',
      { pk: { S: 'x'.repeat(2049) }, sk: { S: 's' } },
      /Size of hashkey has exceeded the maximum size limit of\s?2048 bytes/,
      'key-bytes',
    ],
    [
      'whose sort key is too long',
      { pk: { S: 'p' }, sk: { S: 'x'.repeat(1025) } },
      /Aggregated size of all range keys has exceeded the size limit of 1024 bytes/,
      'key-bytes',
    ],
    [
      'with a number that is none',
      { pk: { S: 'p' }, sk: { N: 'x' } },
      /The parameter cannot be converted to a numeric value: x/,
      'not-a-number',
    ],
  ];
  for (const [name, key, message, local] of refused) {
    it(name, async () => {
      const error = await on.refusal('GetItem', { TableName: tables.composite, Key: key });
      expectRefusal(error, message, { local });
    });
  }

  it('whose binary sort key is empty', async () => {
    const key = { pk: { S: 'p' }, sk: { B: new Uint8Array(0) } };
    const error = await on.refusal('GetItem', { TableName: tables.binary, Key: key });
    expectRefusal(
      error,
      /The AttributeValue for a key attribute cannot contain an empty binary value\. Key: sk/,
    );
  });
});

/** Requests as they go over the wire, past the SDK, which would not send some of them. */
describe('GetItem refuses a request', () => {
  const request = (more: object) => ({ TableName: tables.composite, Key, ...more });
  const refused: [string, object, RegExp, LocalDifferenceId?, string?][] = [
    [
      'without a table',
      { TableName: undefined },
      /1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null/,
      'no-error-count',
    ],
    [
      'without a key',
      { Key: undefined },
      /Value null at 'key' failed to satisfy constraint: Member must not be null/,
      'no-key',
    ],
    [
      'of a table whose name is too long',
      { TableName: 'x'.repeat(256) },
      /at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255/,
      'table-name',
    ],
    [
      'of a table whose name has a space',
      { TableName: 'a table' },
      /Value 'a table' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: \[a-zA-Z0-9_\.-\]\+/,
      'table-name',
    ],
    [
      'of a value without type',
      { Key: { ...Key, pk: {} } },
      /Supplied AttributeValue is empty, must contain exactly one of the supported datatypes/,
    ],
    [
      'of a value with two types',
      { Key: { ...Key, pk: { S: 'a', N: '1' } } },
      /Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes/,
    ],
    [
      'with names but no expression',
      { ExpressionAttributeNames: { '#a': 'a' } },
      /ExpressionAttributeNames can only be specified when using expressions/,
    ],
    [
      'with an empty map of names',
      { ProjectionExpression: 'a', ExpressionAttributeNames: {} },
      /ExpressionAttributeNames must not be empty/,
    ],
    [
      'with a name that is not used',
      { ProjectionExpression: 'a', ExpressionAttributeNames: { '#b': 'b' } },
      /Value provided in ExpressionAttributeNames unused in expressions: keys: \{#b\}/,
    ],
    [
      'with an old and a new kind of projection',
      { ProjectionExpression: 'a', AttributesToGet: ['a'] },
      /Can not use both expression and non-expression parameters in the same request: Non-expression parameters: \{AttributesToGet\} Expression parameters: \{ProjectionExpression\}/,
    ],
    [
      'with a string where a flag belongs',
      { ConsistentRead: 'yes' },
      /./,
      'wrong-json-type',
      'SerializationException',
    ],
    [
      'of a table that does not exist',
      { TableName: 'NoSuchTable' },
      /^Requested resource not found$/,
      'no-such-table',
      'ResourceNotFoundException',
    ],
  ];
  for (const [name, more, message, local, type = 'ValidationException'] of refused) {
    it(name, async () => {
      expectRefusal(await on.wireRefusal('GetItem', request(more)), message, { local, name: type });
    });
  }

  itUnlessLocal('enum-unchecked', 'of a kind of capacity that it does not know', async () => {
    expectRefusal(
      await on.wireRefusal('GetItem', request({ ReturnConsumedCapacity: 'SOME' })),
      /Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: \[INDEXES, TOTAL, NONE\]/,
    );
  });

  itUnlessLocal('table-first', 'for its expression before it looks for the table', async () => {
    const bad = request({ TableName: 'NoSuchTable', ProjectionExpression: 'a,,b' });
    expectRefusal(await on.wireRefusal('GetItem', bad), /Invalid ProjectionExpression: Syntax error/);
  });
});
