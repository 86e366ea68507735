import fc from 'fast-check';

/** The table of the differential run, and random items for it: few keys, few names, values of every type. */
export type Value = Record<string, unknown>;

export const TABLE_NAME = 'Differential';

export const TABLE = {
  TableName: TABLE_NAME,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
    { AttributeName: 'b', AttributeType: 'B' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local-n',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'global-a',
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'global-multi',
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
        { AttributeName: 'b', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['m'] },
    },
  ],
};

export const numbers = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom(
    '0.5',
    '-0',
    '1e3',
    '1E-3',
    '00120.00',
    '1e125',
    '-9.9e-100',
    '123456789012345678901234567890',
    '0.1',
  ),
);
const strings = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab', 'abc', 'é', '𝒳', '\uffee', 'z z', '10', '9'),
  fc.string({ maxLength: 4 }),
);
const binaries = fc.constantFrom('', 'YQ==', 'YWI=', 'YWJj', '/w==', 'AAE=');

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: strings.map((S) => ({ S })) },
  { weight: 3, arbitrary: numbers.map((N) => ({ N })) },
  binaries.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);

const distinct = (members: readonly string[]) => [...new Set(members)];
const sets: fc.Arbitrary<Value> = fc.oneof(
  fc
    .array(fc.constantFrom('a', 'b', 'c', 'é'), { minLength: 1, maxLength: 3 })
    .map((m) => ({ SS: distinct(m) })),
  fc
    .array(fc.constantFrom('1', '2', '-3', '4.5'), { minLength: 1, maxLength: 3 })
    .map((m) => ({ NS: distinct(m) })),
  fc
    .array(fc.constantFrom('YQ==', 'YWI=', '/w=='), { minLength: 1, maxLength: 3 })
    .map((m) => ({ BS: distinct(m) })),
);

export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: scalars },
    { weight: 2, arbitrary: sets },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }).map((L) => ({ L })) },
    {
      weight: 2,
      arbitrary: fc
        .dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { maxKeys: 3 })
        .map((M) => ({ M: { ...M } })),
    },
  ),
})).value;

export const partitionKeys = fc.constantFrom('p', 'q', '𝒳').map((S) => ({ S }));
export const sortKeys = fc.constantFrom('1', '2', '3', '10', '-1', '1.5').map((N) => ({ N }));
export const keys = fc.record({ pk: partitionKeys, sk: sortKeys });

export const items = fc.record(
  {
    pk: partitionKeys,
    sk: sortKeys,
    a: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('u', 'v').map((S) => ({ S })) }, values),
    n: fc.oneof({ weight: 6, arbitrary: numbers.map((N) => ({ N })) }, values),
    b: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('YQ==', '/w==').map((B) => ({ B })) }, values),
    m: fc.oneof(
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), values, { maxKeys: 3 }).map((M) => ({ M: { ...M } })),
      values,
    ),
    l: fc.oneof(
      fc.array(values, { maxLength: 4 }).map((L) => ({ L })),
      values,
    ),
    c: values,
    big: fc.integer({ min: 900, max: 5000 }).map((length) => ({ S: 'x'.repeat(length) })),
  },
  { requiredKeys: ['pk', 'sk'] },
);
