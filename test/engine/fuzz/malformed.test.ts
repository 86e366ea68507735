import { DynamoError, type JsonObject } from '@keysmith/engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { put, things, WITH_INDEX } from '../table.ts';

/**
 * Requests that have the form of real ones and something wrong in them. Whatever it is, the engine answers with one
 * of DynamoDB's errors or does what was asked, and a refused request leaves the table alone.
 * `KEYSMITH_FUZZ_RUNS` asks for more.
 */
const RUNS = Number(process.env['KEYSMITH_FUZZ_RUNS'] ?? 20_000);

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e308,
    [],
    {},
    [null],
    '__proto__',
    'constructor',
    { __proto__: null },
    '\0',
    '\ud800',
    'Things',
  ),
  fc.constantFrom<unknown>(
    { S: '' },
    { N: '' },
    { N: '1e999' },
    { B: '?' },
    { SS: [] },
    { L: {} },
    { M: [] },
    { S: 'a', N: '1' },
    { NULL: false },
    { BOOL: 'x' },
  ),
);
const syntax = fc
  .array(
    fc.constantFrom(
      'pk',
      'sk',
      'a',
      '#n',
      ':v',
      '=',
      '<>',
      '<',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      'BETWEEN',
      'IN',
      ',',
      'SET',
      'REMOVE',
      'ADD',
      'DELETE',
      'size(',
      'attribute_exists(',
      'list_append(',
      '[0]',
      '.',
      '[',
      ']',
      '+',
      '-',
      '#',
      ':',
      '~',
      '"',
      '1',
      'name',
    ),
    { maxLength: 14 },
  )
  .map((tokens) => tokens.join(' '));

const VALID: readonly [string, JsonObject][] = [
  [
    'PutItem',
    {
      TableName: 'Things',
      ...put('p', 'x', { kind: { S: 'k' } }),
      ConditionExpression: 'attribute_not_exists(a)',
    },
  ],
  [
    'UpdateItem',
    {
      TableName: 'Things',
      Key: put('p', 'a').Item,
      UpdateExpression: 'SET #n = :v',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':v': { N: '1' } },
    },
  ],
  ['GetItem', { TableName: 'Things', Key: put('p', 'a').Item, ProjectionExpression: 'a, b.c[1]' }],
  ['DeleteItem', { TableName: 'Things', Key: put('p', 'a').Item }],
  [
    'Query',
    {
      TableName: 'Things',
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :v',
      ExpressionAttributeValues: { ':v': { S: 'k' } },
      Limit: 3,
    },
  ],
  [
    'Scan',
    {
      TableName: 'Things',
      FilterExpression: 'a = :v',
      ExpressionAttributeValues: { ':v': { S: 'k' } },
      Segment: 0,
      TotalSegments: 2,
      ExclusiveStartKey: put('p', 'a').Item,
    },
  ],
  ['BatchGetItem', { RequestItems: { Things: { Keys: [put('p', 'a').Item] } } }],
  [
    'BatchWriteItem',
    {
      RequestItems: {
        Things: [{ PutRequest: put('p', 'y') }, { DeleteRequest: { Key: put('p', 'a').Item } }],
      },
    },
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'Things', ...put('p', 'y') } },
        {
          ConditionCheck: {
            TableName: 'Things',
            Key: put('p', 'a').Item,
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
      ],
      ClientRequestToken: 't',
    },
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'Things', Key: put('p', 'a').Item } }] }],
  [
    'UpdateTimeToLive',
    { TableName: 'Things', TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } },
  ],
  [
    'ExecuteStatement',
    { Statement: `SELECT * FROM Things WHERE pk = ? AND a.b[0] = 'x'`, Parameters: [{ S: 'p' }] },
  ],
  ['GetRecords', { ShardIterator: 'AAAA' }],
  [
    'CreateTable',
    {
      TableName: 'Other',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [],
    },
  ],
];

/** Every place in a document, as a list of steps. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => places(member, [...path, name]))];
}

function replaced(value: unknown, path: readonly string[], content: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return content;
  if (Array.isArray(value))
    return value.map((member, at) =>
      String(at) === step ? replaced(member, rest, content) : (member as unknown),
    );
  return { ...(value as object), [step]: replaced((value as JsonObject)[step], rest, content) };
}

const requests = fc.constantFrom(...VALID).chain(([operation, input]) =>
  fc
    .tuple(
      fc.constant(operation),
      fc.constantFrom(...places(input)),
      fc.oneof({ weight: 3, arbitrary: junk }, syntax),
    )
    .map(([name, path, content]) => ({
      operation: name,
      input: replaced(input, path, content),
    })),
);

function table() {
  const { engine, run } = things({ table: WITH_INDEX });
  for (const sk of ['a', 'b', 'c'])
    run('PutItem', put('p', sk, { kind: { S: 'k' }, b: { M: { c: { L: [{ N: '1' }] } } } }));
  return { engine, contents: () => JSON.stringify(run('Scan')['Items']) };
}

it(
  'malformed requests are refused by an error of DynamoDB, and change nothing',
  () => {
    let { engine, contents } = table();
    let before = contents();
    fc.assert(
      fc.property(requests, ({ operation, input }) => {
        try {
          engine.execute(operation, input);
          ({ engine, contents } = table());
          before = contents();
        } catch (error) {
          if (!(error instanceof DynamoError) || error.status !== 400) throw error;
          expect(error.message).not.toBe('');
          expect(contents()).toBe(before);
        }
      }),
      { seed: 61, numRuns: RUNS },
    );
  },
  120_000 + RUNS * 3,
);

it.each<[string, JsonObject]>([
  ['a million characters of condition', { ...put('p', 'a'), ConditionExpression: '('.repeat(1_000_000) }],
  ['a nest of parentheses', { ...put('p', 'a'), ConditionExpression: '('.repeat(4000) }],
  ['a chain of NOT', { ...put('p', 'a'), ConditionExpression: `${'NOT '.repeat(1000)}a = b` }],
  ['401 KB', put('p', 'a', { body: { S: 'x'.repeat(410_600) } })],
  ['a key of 2,049 bytes', put('x'.repeat(2049), 'a')],
  ['a sort key of 1,025 bytes', put('p', 'x'.repeat(1025))],
  [
    '33 levels',
    put('p', 'a', { deep: JSON.parse(`${'{"L":['.repeat(33)}{"N":"1"}${']}'.repeat(33)}`) as JsonObject }),
  ],
  [
    '100,000 levels',
    put('p', 'a', {
      deep: JSON.parse(`${'{"L":['.repeat(5000)}{"N":"1"}${']}'.repeat(5000)}`) as JsonObject,
    }),
  ],
  ['a number of a million digits', put('p', 'a', { n: { N: '1'.repeat(1_000_000) } })],
])('%s is refused at once', { timeout: 2000 }, (_name, input) => {
  const { run } = things();
  expect(() => run('PutItem', input)).toThrow(DynamoError);
  expect(run('Scan')['Count']).toBe(0);
});

it('attribute names that mean something to JavaScript are names like any other', () => {
  const { run } = things();
  const strange = JSON.parse(
    '{"__proto__":{"S":"1"},"constructor":{"S":"2"},"toString":{"M":{"__proto__":{"N":"3"}}}}',
  ) as JsonObject;
  run('PutItem', {
    Item: {
      ...(put('p', 'a').Item as object),
      ...Object.fromEntries(Object.entries(strange).filter(([name]) => name !== '__proto__')),
    },
  });
  const Item = JSON.parse(`{"pk":{"S":"p"},"sk":{"S":"b"},"__proto__":{"S":"1"}}`) as JsonObject;
  run('PutItem', { Item });
  const read = run('GetItem', { Key: put('p', 'b').Item })['Item'] as JsonObject;
  expect(JSON.stringify(read)).toBe(JSON.stringify(Item));
  const missing = run('Query', {
    KeyConditionExpression: 'pk = :p',
    FilterExpression: 'attribute_exists(hasOwnProperty)',
    ExpressionAttributeValues: { ':p': { S: 'p' } },
  });
  expect(missing['Count']).toBe(0);
});
