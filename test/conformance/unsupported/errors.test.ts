import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, onLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

/** Operations outside of what the engine emulates, and one that does not exist. DynamoDB Local lacks them as well. */
const OPERATIONS = [
  'CreateBackup',
  'RestoreTableFromBackup',
  'DescribeContinuousBackups',
  'CreateGlobalTable',
  'ExportTableToPointInTime',
  'ImportTable',
  'SearchVectors',
  'StartBulkPutItems',
  'EnableKinesisStreamingDestination',
  'PutResourcePolicy',
  'NoSuchOperation',
];

describe('an operation outside of the emulation', () => {
  for (const operation of OPERATIONS) {
    it(`${operation} is unknown`, async () => {
      const error = await on.wireRefusal(operation, { TableName: table });
      expect([error.name, error.status]).toEqual(['UnknownOperationException', 400]);
      if (!onLocal()) expect(error.message).toContain(operation);
    });
  }
});

/**
 * The parameters from before expressions. The service and DynamoDB Local still take them; the engine leaves them out on
 * purpose and says what to use instead.
 */
const LEGACY: [string, object, RegExp][] = [
  [
    'PutItem',
    { Item: { pk: { S: 'a' } }, Expected: { pk: { Exists: false } } },
    /Expected .* ConditionExpression/,
  ],
  [
    'UpdateItem',
    { Key: { pk: { S: 'a' } }, AttributeUpdates: { v: { Value: { S: 'x' }, Action: 'PUT' } } },
    /AttributeUpdates .* UpdateExpression/,
  ],
  [
    'DeleteItem',
    { Key: { pk: { S: 'a' } }, Expected: { pk: { Exists: false } } },
    /Expected .* ConditionExpression/,
  ],
  [
    'Query',
    { KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } } },
    /KeyConditions .* KeyConditionExpression/,
  ],
  ['Scan', { ScanFilter: { v: { ComparisonOperator: 'NULL' } } }, /ScanFilter .* FilterExpression/],
  ['Scan', { AttributesToGet: ['v'] }, /AttributesToGet .* ProjectionExpression/],
  ['GetItem', { Key: { pk: { S: 'a' } }, AttributesToGet: ['v'] }, /AttributesToGet .* ProjectionExpression/],
];

/** Expects the engine's refusal, and on DynamoDB Local whatever else: the words are ours, not the service's. */
async function expectOurRefusal(operation: string, input: object, message: RegExp): Promise<void> {
  if (!onLocal()) return expectRefusal(await on.wireRefusal(operation, input), message);
  const reply: unknown = await on.wire(operation, input).catch((error: unknown) => error);
  expect(String(reply)).not.toMatch(message);
}

describe('a legacy parameter of the engine', () => {
  for (const [operation, input, message] of LEGACY) {
    it(`is refused: ${operation} with ${Object.keys(input).at(-1)}`, async () => {
      await expectOurRefusal(operation, { TableName: table, ...input }, message);
    });
  }

  it('is refused inside of a BatchGetItem', async () => {
    const RequestItems = { [table]: { Keys: [{ pk: { S: 'a' } }], AttributesToGet: ['v'] } };
    await expectOurRefusal('BatchGetItem', { RequestItems }, /AttributesToGet .* ProjectionExpression/);
  });

  it('beside an expression is refused in the words of the service', async () => {
    const error = await on.wireRefusal('Query', {
      TableName: table,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'a' } },
      QueryFilter: { v: { ComparisonOperator: 'NULL' } },
    });
    expectRefusal(error, /Can not use both expression and non-expression parameters in the same request: /);
  });
});
