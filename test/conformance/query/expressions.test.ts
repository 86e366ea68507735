import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { binary, composite, multiAttribute, numeric } from '../tables.ts';

let on: Endpoint;
let strings: string;
let numbers: string;
let bytes: string;
let multi: string;

const TEXTS = ['', 'a', 'ab', 'abc', 'b', 'z', 'é', '\uFFFD', '𝒳'].slice(1);
const NUMBERS = ['-10', '-9.5', '0', '2', '10', '100'];
const BYTES = [[0], [0, 1], [1], [127], [128], [255], [255, 0]];

beforeAll(async () => {
  on = await endpoint();
  strings = await on.table(composite);
  numbers = await on.table(numeric);
  bytes = await on.table(binary);
  multi = await on.table(multiAttribute);
  const put = (TableName: string, Item: object) => on.call('PutItem', { TableName, Item });
  for (const sk of [...TEXTS].reverse()) await put(strings, { pk: { S: 'p' }, sk: { S: sk } });
  await put(strings, { pk: { S: 'p2' }, sk: { S: 'a' } });
  for (const sk of [...NUMBERS].reverse()) await put(numbers, { pk: { S: 'p' }, sk: { N: sk } });
  for (const sk of [...BYTES].reverse()) await put(bytes, { pk: { S: 'p' }, sk: { B: new Uint8Array(sk) } });
  let id = 0;
  for (const p2 of ['1', '2']) {
    for (const [s1, s2] of [
      ['a', '2'],
      ['a', '10'],
      ['b', '1'],
      ['ab', '5'],
    ] as const) {
      await put(multi, {
        pk: { S: `${(id += 1)}` },
        p1: { S: 'x' },
        p2: { N: p2 },
        s1: { S: s1 },
        s2: { N: s2 },
      });
    }
  }
  await put(multi, { pk: { S: 'lacks a key' }, p1: { S: 'x' }, p2: { N: '1' }, s1: { S: 'a' } });
});

const query = (TableName: string, KeyConditionExpression: string, values: object, more: object = {}) =>
  on.call('Query', {
    TableName,
    KeyConditionExpression,
    ExpressionAttributeValues: { ':pk': { S: 'p' }, ...values },
    ...more,
  });

const texts = ({ Items }: Output): string[] => Items.map((item: Output) => item.sk.S);
const nums = ({ Items }: Output): string[] => Items.map((item: Output) => item.sk.N);

describe('Query on a string sort key', () => {
  const cases: [string, object, string[]][] = [
    ['pk = :pk', {}, TEXTS],
    ['pk = :pk AND sk = :a', { ':a': { S: 'ab' } }, ['ab']],
    ['sk = :a AND pk = :pk', { ':a': { S: 'ab' } }, ['ab']],
    ['(pk = :pk) AND (sk = :a)', { ':a': { S: 'ab' } }, ['ab']],
    [':pk = pk AND :a = sk', { ':a': { S: 'ab' } }, ['ab']],
    ['pk = :pk AND sk < :a', { ':a': { S: 'ab' } }, ['a']],
    ['pk = :pk AND sk <= :a', { ':a': { S: 'ab' } }, ['a', 'ab']],
    ['pk = :pk AND sk > :a', { ':a': { S: 'z' } }, ['é', '\uFFFD', '𝒳']],
    ['pk = :pk AND sk >= :a', { ':a': { S: 'z' } }, ['z', 'é', '\uFFFD', '𝒳']],
    ['pk = :pk AND sk BETWEEN :a AND :b', { ':a': { S: 'ab' }, ':b': { S: 'b' } }, ['ab', 'abc', 'b']],
    ['pk = :pk AND begins_with(sk, :a)', { ':a': { S: 'ab' } }, ['ab', 'abc']],
    ['pk = :pk AND begins_with(sk, :a)', { ':a': { S: 'q' } }, []],
  ];
  for (const [condition, values, expected] of cases) {
    it(`${condition} ${JSON.stringify(values)} gives ${expected.length} in UTF-8 order`, async () => {
      expect(texts(await query(strings, condition, values))).toEqual(expected);
    });
  }

  it('walks backwards', async () => {
    expect(texts(await query(strings, 'pk = :pk', {}, { ScanIndexForward: false }))).toEqual(
      [...TEXTS].reverse(),
    );
  });

  it('finds nothing in a partition that is empty', async () => {
    const reply = await query(strings, 'pk = :none', { ':none': { S: 'none' }, ':pk': undefined });
    expect(reply).toMatchObject({ Items: [], Count: 0, ScannedCount: 0 });
  });
});

describe('Query on a number sort key', () => {
  const cases: [string, object, string[]][] = [
    ['pk = :pk', {}, NUMBERS],
    ['pk = :pk AND sk > :a', { ':a': { N: '2' } }, ['10', '100']],
    ['pk = :pk AND sk = :a', { ':a': { N: '2.00' } }, ['2']],
    ['pk = :pk AND sk BETWEEN :a AND :b', { ':a': { N: '-9.5' }, ':b': { N: '2' } }, ['-9.5', '0', '2']],
  ];
  for (const [condition, values, expected] of cases) {
    it(`${condition} ${JSON.stringify(values)} compares by value`, async () => {
      expect(nums(await query(numbers, condition, values))).toEqual(expected);
    });
  }

  it('has no begins_with', async () => {
    const error = await on.refusal('Query', {
      TableName: numbers,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :a)',
      ExpressionAttributeValues: { ':pk': { S: 'p' }, ':a': { N: '1' } },
    });
    expectRefusal(
      error,
      /Incorrect operand type for operator or function; operator or function: begins_with, operand type: N/,
    );
  });
});

describe('Query on a binary sort key', () => {
  it('compares unsigned bytes', async () => {
    const { Items } = await query(bytes, 'pk = :pk', {});
    expect(Items.map((item: Output) => [...item.sk.B])).toEqual(BYTES);
  });

  it('has begins_with', async () => {
    const { Items } = await query(bytes, 'pk = :pk AND begins_with(sk, :a)', {
      ':a': { B: new Uint8Array([255]) },
    });
    expect(Items.map((item: Output) => [...item.sk.B])).toEqual([[255], [255, 0]]);
  });
});

describe('Query on an index with several key attributes', () => {
  const P = { ':p1': { S: 'x' }, ':p2': { N: '1' } };
  const run = (condition: string, values: object) =>
    on.call('Query', {
      TableName: multi,
      IndexName: 'multi',
      KeyConditionExpression: condition,
      ExpressionAttributeValues: { ...P, ...values },
    });
  const pairs = ({ Items }: Output) => Items.map((item: Output) => `${item.s1.S}${item.s2.N}`);
  const cases: [string, object, string[]][] = [
    ['p1 = :p1 AND p2 = :p2', {}, ['a2', 'a10', 'ab5', 'b1']],
    ['p2 = :p2 AND p1 = :p1 AND s1 = :a', { ':a': { S: 'a' } }, ['a2', 'a10']],
    ['p1 = :p1 AND p2 = :p2 AND s1 = :a AND s2 > :n', { ':a': { S: 'a' }, ':n': { N: '2' } }, ['a10']],
    ['p1 = :p1 AND p2 = :p2 AND begins_with(s1, :a)', { ':a': { S: 'a' } }, ['a2', 'a10', 'ab5']],
    ['s2 = :n AND s1 = :a AND p1 = :p1 AND p2 = :p2', { ':a': { S: 'a' }, ':n': { N: '10' } }, ['a10']],
  ];
  for (const [condition, values, expected] of cases) {
    it(condition, async () => {
      expect(pairs(await run(condition, values))).toEqual(expected);
    });
  }

  const refused: [string, string, object, RegExp, LocalDifferenceId?][] = [
    [
      'a partition attribute that is missing',
      'p1 = :p1',
      { ':p2': undefined },
      /HASH key attributes p2 must have equality conditions specified in the query/,
    ],
    [
      'a gap between sort attributes',
      'p1 = :p1 AND p2 = :p2 AND s2 = :n',
      { ':n': { N: '1' } },
      /RANGE key attributes s1 must have equality conditions specified in the query because a condition is present on key attribute s2/,
    ],
    [
      'a range before the last condition',
      'p1 = :p1 AND p2 = :p2 AND s1 > :a AND s2 = :n',
      { ':a': { S: 'a' }, ':n': { N: '1' } },
      /RANGE key attributes s1 must have equality conditions/,
    ],
  ];
  for (const [name, condition, values, message, local] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await on.refusal('Query', {
        TableName: multi,
        IndexName: 'multi',
        KeyConditionExpression: condition,
        ExpressionAttributeValues: JSON.parse(JSON.stringify({ ...P, ...values })),
      });
      expectRefusal(error, message, { local });
    });
  }
});

/** Key conditions that are refused on the table with string keys. */
const REFUSED: [string, string, object, RegExp, LocalDifferenceId?][] = [
  [
    'no partition key',
    'sk = :a',
    { ':a': { S: 'a' } },
    /Query condition missed key schema element: pk/,
    'key-condition-element',
  ],
  [
    'an inequality on the partition key',
    'pk > :a',
    { ':a': { S: 'a' } },
    /Query key condition not supported/,
  ],
  [
    'begins_with on the partition key',
    'begins_with(pk, :a)',
    { ':a': { S: 'a' } },
    /Query key condition not supported/,
  ],
  ['OR', 'pk = :a OR sk = :a', { ':a': { S: 'a' } }, /Invalid operator used in KeyConditionExpression: OR/],
  ['NOT', 'NOT pk = :a', { ':a': { S: 'a' } }, /Invalid operator used in KeyConditionExpression: NOT/],
  [
    '<>',
    'pk = :a AND sk <> :a',
    { ':a': { S: 'a' } },
    /(Unsupported operator on KeyCondition|Invalid operator used in KeyConditionExpression: <>|Unsupported operator in KeyConditionExpression: <>)/i,
  ],
  ['IN', 'pk IN (:a)', { ':a': { S: 'a' } }, /Invalid operator used in KeyConditionExpression: IN/],
  [
    'another function',
    'pk = :a AND contains(sk, :a)',
    { ':a': { S: 'a' } },
    /Invalid operator used in KeyConditionExpression: contains/,
  ],
  [
    'an attribute that is no key',
    'pk = :a AND elsewhere = :a',
    { ':a': { S: 'a' } },
    /Query condition missed key schema element: sk/,
    'key-condition-element',
  ],
  [
    'two conditions on the sort key',
    'pk = :a AND sk > :a AND sk < :a',
    { ':a': { S: 'a' } },
    /(KeyConditionExpressions must only contain one condition per key|Conditions can be of length 1 or 2 only)/,
  ],
  [
    'a value of the wrong type',
    'pk = :a',
    { ':a': { N: '1' } },
    /One or more parameter values were invalid: Condition parameter type does not match schema type/,
  ],
  [
    'a reserved word',
    'pk = :a AND range = :a',
    { ':a': { S: 'a' } },
    /Attribute name is a reserved keyword; reserved keyword: range/,
  ],
];

describe('Query refuses', () => {
  for (const [name, KeyConditionExpression, ExpressionAttributeValues, message, local] of REFUSED) {
    it(name, async () => {
      const error = await on.refusal('Query', {
        TableName: strings,
        KeyConditionExpression,
        ExpressionAttributeValues,
      });
      expectRefusal(error, message, { local });
    });
  }

  it('no condition at all', async () => {
    const error = await on.refusal('Query', { TableName: strings });
    expectRefusal(
      error,
      /Either the KeyConditions or KeyConditionExpression parameter must be specified in the request/,
    );
  });

  it('a filter on a key attribute', async () => {
    const error = await on.refusal('Query', {
      TableName: strings,
      KeyConditionExpression: 'pk = :a',
      FilterExpression: 'sk = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    });
    expectRefusal(
      error,
      /Filter Expression can only contain non-primary key attributes: Primary key attribute: sk/,
    );
  });

  it('an index that does not exist', async () => {
    const error = await on.refusal('Query', {
      TableName: strings,
      IndexName: 'none',
      KeyConditionExpression: 'pk = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    });
    expectRefusal(error, /The table does not have the specified index: none/);
  });
});
