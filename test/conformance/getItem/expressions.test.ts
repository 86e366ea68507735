import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;
const Key = { pk: { S: 'p' }, sk: { S: 's' } };
const ITEM = {
  ...Key,
  a: { S: 'A' },
  l: { L: [{ N: '0' }, { N: '1' }, { M: { x: { S: 'X' }, y: { S: 'Y' } } }, { N: '3' }] },
  m: { M: { x: { N: '1' }, y: { M: { z: { N: '2' }, w: { N: '3' } } } } },
  status: { N: '9' },
};

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  await on.call('PutItem', { TableName: table, Item: ITEM });
});

const get = async (ProjectionExpression: string, ExpressionAttributeNames?: object) =>
  (await on.call('GetItem', { TableName: table, Key, ProjectionExpression, ExpressionAttributeNames })).Item;

/** Projections of ITEM and what they leave of it. */
const PROJECTIONS: [string, object, object?][] = [
  ['a', { a: { S: 'A' } }],
  ['pk, a', { pk: { S: 'p' }, a: { S: 'A' } }],
  ['absent', {}],
  ['m.x', { m: { M: { x: { N: '1' } } } }],
  ['m.y.z', { m: { M: { y: { M: { z: { N: '2' } } } } } }],
  ['m.x, m.y.w', { m: { M: { x: { N: '1' }, y: { M: { w: { N: '3' } } } } } }],
  ['m.absent', {}],
  ['l[1]', { l: { L: [{ N: '1' }] } }],
  ['l[3], l[0]', { l: { L: [{ N: '0' }, { N: '3' }] } }],
  ['l[2].y', { l: { L: [{ M: { y: { S: 'Y' } } }] } }],
  ['l[9]', {}],
  ['#s', { status: { N: '9' } }, { '#s': 'status' }],
  ['#m.#x', { m: { M: { x: { N: '1' } } } }, { '#m': 'm', '#x': 'x' }],
];

describe('a projection', () => {
  for (const [expression, expected, names] of PROJECTIONS) {
    it(`${expression} leaves its paths in their places`, async () => {
      expect(await get(expression, names)).toEqual(expected);
    });
  }

  const refused: [string, string, RegExp][] = [
    ['overlapping paths', 'm, m.x', /Two document paths overlap with each other/],
    ['one path twice', 'a, a', /Two document paths overlap with each other/],
    ['a reserved word', 'status', /Attribute name is a reserved keyword; reserved keyword: status/],
    ['a syntax error', 'a,, l', /Syntax error; token: ","/],
    [
      'an undefined name',
      '#none',
      /An expression attribute name used in the document path is not defined; attribute name: #none/,
    ],
    ['nothing', '', /The expression can not be empty/],
  ];
  for (const [name, ProjectionExpression, message] of refused) {
    it(`is refused with ${name}`, async () => {
      const error = await on.refusal('GetItem', { TableName: table, Key, ProjectionExpression });
      expectRefusal(error, /Invalid ProjectionExpression: /);
      expect(error.message).toMatch(message);
    });
  }
});
