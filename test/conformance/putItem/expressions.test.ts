import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;

/** What every condition below is judged on. */
const ITEM = {
  pk: { S: 'item' },
  s: { S: 'hello' },
  n: { N: '5' },
  b: { B: new Uint8Array([1, 2]) },
  t: { BOOL: true },
  z: { NULL: true },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  l: { L: [{ S: 'x' }, { N: '7' }, { M: { deep: { S: 'y' } } }] },
  m: { M: { in: { N: '3' }, 'dotted.name': { S: 'd' } } },
};

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  await on.call('PutItem', { TableName: table, Item: ITEM });
});

const V: Record<string, object> = {
  ':hello': { S: 'hello' },
  ':he': { S: 'he' },
  ':ell': { S: 'ell' },
  ':five': { N: '5' },
  ':five0': { N: '5.0' },
  ':four': { N: '4' },
  ':six': { N: '6' },
  ':true': { BOOL: true },
  ':null': { NULL: true },
  ':a': { S: 'a' },
  ':c': { S: 'c' },
  ':one': { N: '1' },
  ':seven': { N: '7' },
  ':x': { S: 'x' },
  ':ab': { SS: ['b', 'a'] },
  ':S': { S: 'S' },
  ':N': { S: 'N' },
  ':SS': { S: 'SS' },
  ':M': { S: 'M' },
  ':L': { S: 'L' },
  ':three': { N: '3' },
  ':two': { N: '2' },
  ':b12': { B: new Uint8Array([1, 2]) },
  ':b1': { B: new Uint8Array([1]) },
};

/** Conditions on ITEM and whether they hold. */
const CONDITIONS: [string, boolean][] = [
  ['s = :hello', true],
  ['s = :he', false],
  ['s <> :he', true],
  ['n = :five0', true],
  ['n < :six', true],
  ['n < :five', false],
  ['n <= :five', true],
  ['n > :four', true],
  ['n >= :six', false],
  ['s > :five', false],
  ['s <> :five', true],
  ['t = :true', true],
  ['z = :null', true],
  ['ss = :ab', true],
  ['b = :b12', true],
  ['b > :b1', true],
  ['absent = :five', false],
  ['absent <> :five', true],
  ['absent < :five', false],
  ['NOT absent = :five', true],
  ['n BETWEEN :four AND :six', true],
  ['n BETWEEN :five AND :five', true],
  ['n BETWEEN :six AND :seven', false],
  ['s IN (:he, :hello)', true],
  ['s IN (:he)', false],
  ['n IN (:hello, :five)', true],
  ['attribute_exists(s)', true],
  ['attribute_exists(absent)', false],
  ['attribute_not_exists(absent)', true],
  ['attribute_exists(l[2].deep)', true],
  ['attribute_exists(l[3])', false],
  ['attribute_exists(#m.#in)', true],
  ['attribute_exists(#m.#dotted)', true],
  ['attribute_type(s, :S)', true],
  ['attribute_type(n, :S)', false],
  ['attribute_type(ss, :SS)', true],
  ['attribute_type(l, :L)', true],
  ['attribute_type(absent, :S)', false],
  ['begins_with(s, :he)', true],
  ['begins_with(s, :ell)', false],
  ['begins_with(b, :b1)', true],
  ['begins_with(absent, :he)', false],
  ['contains(s, :ell)', true],
  ['contains(s, :c)', false],
  ['contains(ss, :a)', true],
  ['contains(ss, :c)', false],
  ['contains(ns, :one)', true],
  ['contains(l, :x)', true],
  ['contains(l, :seven)', true],
  ['contains(n, :five)', false],
  ['size(s) = :five', true],
  ['size(b) = :two', true],
  ['size(ss) = :two', true],
  ['size(l) = :three', true],
  ['size(#m) = :two', true],
  ['size(n) = :one', false],
  ['size(absent) > :one', false],
  ['l[0] = :x', true],
  ['l[1] = :seven', true],
  ['l[2].deep = :x', false],
  ['#m.#in = :three', true],
  ['s = :hello AND n = :five', true],
  ['s = :he AND n = :five', false],
  ['s = :he OR n = :five', true],
  ['NOT s = :he', true],
  ['NOT (s = :hello AND n = :five)', false],
  ['s = :he OR s = :hello AND n = :four', false],
  ['(s = :he OR s = :hello) AND n = :five', true],
  [':five = n', true],
];

const NAMES: Record<string, string> = { '#m': 'm', '#in': 'in', '#dotted': 'dotted.name' };

/** Only the placeholders that a condition uses, since unused ones are refused. */
function used(condition: string, placeholders: Record<string, unknown>) {
  const names: readonly string[] = condition.match(/[:#]\w+/g) ?? [];
  const entries = Object.entries(placeholders).filter(([name]) => names.includes(name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function conditional(condition: string) {
  return {
    TableName: table,
    Item: ITEM,
    ConditionExpression: condition,
    ExpressionAttributeValues: used(condition, V),
    ExpressionAttributeNames: used(condition, NAMES),
  };
}

describe('a condition', () => {
  for (const [condition, holds] of CONDITIONS) {
    it(`${condition} ${holds ? 'holds' : 'does not hold'}`, async () => {
      if (holds) {
        expect(await on.call('PutItem', conditional(condition))).toEqual({});
      } else {
        const error = await on.refusal('PutItem', conditional(condition));
        expect(error).toMatchObject({
          name: 'ConditionalCheckFailedException',
          message: 'The conditional request failed',
        });
      }
    });
  }

  it('is judged on no item when there is none', async () => {
    const request = {
      TableName: table,
      Item: { pk: { S: 'nobody' } },
      ConditionExpression: 'attribute_exists(pk)',
    };
    expect((await on.refusal('PutItem', request)).name).toBe('ConditionalCheckFailedException');
    expect(await on.call('PutItem', { ...request, ConditionExpression: 'attribute_not_exists(pk)' })).toEqual(
      {},
    );
  });

  it('that fails returns the item when asked to', async () => {
    const error = await on.refusal('PutItem', {
      TableName: table,
      Item: ITEM,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(error.Item.s).toEqual({ S: 'hello' });
  });

  it('that fails returns no item by default', async () => {
    const error = await on.refusal('PutItem', {
      TableName: table,
      Item: ITEM,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    expect(error.Item).toBeUndefined();
  });
});

/** Conditions that are refused before any item is looked at. */
const INVALID: [string, string, RegExp, object?][] = [
  ['a syntax error', 's = = :hello', /Syntax error; token: "="/],
  ['an end that comes too soon', 's =', /Syntax error; token: "<EOF>"/],
  [
    'an undefined value',
    's = :nowhere',
    /An expression attribute value used in expression is not defined; attribute value: :nowhere/,
  ],
  [
    'an undefined name',
    '#nowhere = :hello',
    /An expression attribute name used in the document path is not defined; attribute name: #nowhere/,
  ],
  ['a reserved word', 'name = :hello', /Attribute name is a reserved keyword; reserved keyword: name/],
  ['an unknown function', 'starts(s, :he)', /Invalid function name; function: starts/],
  [
    'a wrong number of operands',
    'begins_with(s)',
    /Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1/,
  ],
  [
    'a wrong operand type',
    'begins_with(s, :five)',
    /Incorrect operand type for operator or function; operator or function: begins_with, operand type: N/,
  ],
  ['an unknown type name', 'attribute_type(s, :he)', /Invalid attribute type name found; type: he/],
  [
    'a size that stands alone',
    'size(s)',
    /(The function is not allowed to be used this way in an expression; function: size|Syntax error)/,
  ],
  ['a path where a function belongs', 's', /Syntax error/],
  ['redundant parentheses', '((s = :hello))', /The expression has redundant parentheses/],
  [
    'BETWEEN the wrong way round',
    'n BETWEEN :six AND :four',
    /The BETWEEN operator requires upper bound to be greater than or equal to lower bound/,
  ],
  [
    'an index that is too large',
    'l[4294967296] = :x',
    /(List index is not within the allowable range|Syntax error)/,
  ],
  [
    'one path on both sides',
    's = s',
    /The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: \[s\]/,
  ],
  ['an empty expression', '', /The expression can not be empty/],
];

describe('a condition is refused with', () => {
  for (const [name, condition, message] of INVALID) {
    it(name, async () => {
      const error = await on.refusal('PutItem', conditional(condition));
      expectRefusal(error, /^(\d validation error detected: )?Invalid ConditionExpression: /);
      expect(error.message).toMatch(message);
    });
  }

  it('an unused value', async () => {
    const error = await on.refusal('PutItem', {
      ...conditional('s = :hello'),
      ExpressionAttributeValues: { ':hello': V[':hello'], ':spare': V[':one'] },
    });
    expectRefusal(
      error,
      /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:spare\}/,
    );
  });

  it('an unused name', async () => {
    const error = await on.refusal('PutItem', {
      ...conditional('s = :hello'),
      ExpressionAttributeNames: { '#spare': 's' },
    });
    expectRefusal(
      error,
      /Value provided in ExpressionAttributeNames unused in expressions: keys: \{#spare\}/,
    );
  });

  it('values but no expression', async () => {
    const error = await on.refusal('PutItem', {
      TableName: table,
      Item: ITEM,
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    });
    expectRefusal(error, /ExpressionAttributeValues can only be specified when using expressions/);
  });

  it('an expression of more than 4 KB', async () => {
    const error = await on.refusal('PutItem', {
      ...conditional('s = :hello'),
      ConditionExpression: `s = :hello ${'OR s = :hello '.repeat(320)}`,
    });
    expectRefusal(error, /Expression size has exceeded the maximum allowed size/);
  });

  it('a placeholder of a wrong form', async () => {
    const error = await on.refusal('PutItem', {
      ...conditional('s = :hello'),
      ExpressionAttributeNames: { spare: 's' },
    });
    expectRefusal(error, /ExpressionAttributeNames contains invalid key: Syntax error; key: "spare"/);
  });
});
