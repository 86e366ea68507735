import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let count = 0;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
});

interface Case {
  /** Attributes before the update; absent: there is no item. */
  before?: object;
  update: string;
  values?: object;
  names?: object;
  /** Attributes afterwards, without the key; absent: no item. */
  after?: object;
}

async function prepare(before: object | undefined): Promise<{ pk: { S: string } }> {
  count += 1;
  const pk = { S: `case ${count}` };
  if (before !== undefined) await on.call('PutItem', { TableName: table, Item: { pk, ...before } });
  return { pk };
}

const request = (key: object, { update, values, names }: Case, more: object = {}) => ({
  TableName: table,
  Key: key,
  UpdateExpression: update,
  ExpressionAttributeValues: values,
  ExpressionAttributeNames: names,
  ...more,
});

/** Sets come back in any order; sorting them makes items comparable. */
function sorted(item: Output): Output {
  return JSON.parse(
    JSON.stringify(item, (key, value: unknown) =>
      /^(SS|NS)$/.test(key) ? [...(value as string[])].sort() : value,
    ),
  );
}

const CASES: Record<string, Case> = {
  'SET adds an attribute': {
    before: { a: { S: '1' } },
    update: 'SET b = :b',
    values: { ':b': { N: '2' } },
    after: { a: { S: '1' }, b: { N: '2' } },
  },
  'SET replaces an attribute, whatever its type': {
    before: { a: { S: '1' } },
    update: 'SET a = :a',
    values: { ':a': { L: [] } },
    after: { a: { L: [] } },
  },
  'SET makes the item when there is none': {
    update: 'SET a = :a',
    values: { ':a': { S: 'x' } },
    after: { a: { S: 'x' } },
  },
  'SET takes several assignments': {
    before: {},
    update: 'SET a = :x, b = :x',
    values: { ':x': { N: '1' } },
    after: { a: { N: '1' }, b: { N: '1' } },
  },
  'SET copies from another path': {
    before: { a: { S: 'x' } },
    update: 'SET b = a',
    after: { a: { S: 'x' }, b: { S: 'x' } },
  },
  'SET reads the old item throughout': {
    before: { a: { N: '1' }, b: { N: '2' } },
    update: 'SET a = b, b = a',
    after: { a: { N: '2' }, b: { N: '1' } },
  },
  'SET adds': {
    before: { n: { N: '1' } },
    update: 'SET n = n + :d',
    values: { ':d': { N: '0.25' } },
    after: { n: { N: '1.25' } },
  },
  'SET subtracts': {
    before: { n: { N: '1' } },
    update: 'SET n = n - :d',
    values: { ':d': { N: '3' } },
    after: { n: { N: '-2' } },
  },
  'SET computes exactly': {
    before: { n: { N: '0.1' } },
    update: 'SET n = n + :d',
    values: { ':d': { N: '0.2' } },
    after: { n: { N: '0.3' } },
  },
  'SET if_not_exists keeps what is there': {
    before: { a: { N: '1' } },
    update: 'SET a = if_not_exists(a, :z)',
    values: { ':z': { N: '0' } },
    after: { a: { N: '1' } },
  },
  'SET if_not_exists begins a counter': {
    before: {},
    update: 'SET a = if_not_exists(a, :z) + :one',
    values: { ':z': { N: '0' }, ':one': { N: '1' } },
    after: { a: { N: '1' } },
  },
  'SET list_append at the end': {
    before: { l: { L: [{ N: '1' }] } },
    update: 'SET l = list_append(l, :m)',
    values: { ':m': { L: [{ N: '2' }] } },
    after: { l: { L: [{ N: '1' }, { N: '2' }] } },
  },
  'SET list_append at the start': {
    before: { l: { L: [{ N: '1' }] } },
    update: 'SET l = list_append(:m, l)',
    values: { ':m': { L: [{ N: '0' }] } },
    after: { l: { L: [{ N: '0' }, { N: '1' }] } },
  },
  'SET changes a list element': {
    before: { l: { L: [{ N: '1' }, { N: '2' }] } },
    update: 'SET l[1] = :x',
    values: { ':x': { S: 'x' } },
    after: { l: { L: [{ N: '1' }, { S: 'x' }] } },
  },
  'SET past the end appends': {
    before: { l: { L: [{ N: '1' }] } },
    update: 'SET l[9] = :x',
    values: { ':x': { S: 'x' } },
    after: { l: { L: [{ N: '1' }, { S: 'x' }] } },
  },
  'SET past the end appends in the order of the indexes': {
    before: { l: { L: [] } },
    update: 'SET l[7] = :b, l[3] = :a',
    values: { ':a': { S: 'a' }, ':b': { S: 'b' } },
    after: { l: { L: [{ S: 'a' }, { S: 'b' }] } },
  },
  'SET reaches into maps': {
    before: { m: { M: { x: { M: {} } } } },
    update: 'SET m.x.y = :v',
    values: { ':v': { N: '1' } },
    after: { m: { M: { x: { M: { y: { N: '1' } } } } } },
  },
  'SET through a name placeholder with a dot': {
    before: { m: { M: {} } },
    update: 'SET m.#d = :v',
    names: { '#d': 'a.b' },
    values: { ':v': { N: '1' } },
    after: { m: { M: { 'a.b': { N: '1' } } } },
  },
  'REMOVE drops an attribute': {
    before: { a: { S: '1' }, b: { S: '2' } },
    update: 'REMOVE a',
    after: { b: { S: '2' } },
  },
  'REMOVE of what is not there does nothing': {
    before: { b: { S: '2' } },
    update: 'REMOVE a',
    after: { b: { S: '2' } },
  },
  'REMOVE of list elements counts in the old list': {
    before: { l: { L: [{ N: '0' }, { N: '1' }, { N: '2' }, { N: '3' }] } },
    update: 'REMOVE l[0], l[2]',
    after: { l: { L: [{ N: '1' }, { N: '3' }] } },
  },
  'REMOVE reaches into maps': {
    before: { m: { M: { x: { N: '1' }, y: { N: '2' } } } },
    update: 'REMOVE m.x',
    after: { m: { M: { y: { N: '2' } } } },
  },
  'ADD begins a number at zero': {
    before: {},
    update: 'ADD n :d',
    values: { ':d': { N: '5' } },
    after: { n: { N: '5' } },
  },
  'ADD makes the item when there is none': {
    update: 'ADD n :d',
    values: { ':d': { N: '5' } },
    after: { n: { N: '5' } },
  },
  'ADD adds': {
    before: { n: { N: '2' } },
    update: 'ADD n :d',
    values: { ':d': { N: '-3' } },
    after: { n: { N: '-1' } },
  },
  'ADD unites sets': {
    before: { s: { SS: ['a'] } },
    update: 'ADD s :d',
    values: { ':d': { SS: ['a', 'b'] } },
    after: { s: { SS: ['a', 'b'] } },
  },
  'ADD makes a set': {
    before: {},
    update: 'ADD s :d',
    values: { ':d': { NS: ['1'] } },
    after: { s: { NS: ['1'] } },
  },
  'DELETE takes members from a set': {
    before: { s: { SS: ['a', 'b', 'c'] } },
    update: 'DELETE s :d',
    values: { ':d': { SS: ['b', 'x'] } },
    after: { s: { SS: ['a', 'c'] } },
  },
  'DELETE of the last member drops the attribute': {
    before: { s: { SS: ['a'] } },
    update: 'DELETE s :d',
    values: { ':d': { SS: ['a'] } },
    after: {},
  },
  'DELETE on nothing does nothing': {
    before: {},
    update: 'DELETE s :d',
    values: { ':d': { SS: ['a'] } },
    after: {},
  },
  'all four clauses at once': {
    before: { a: { S: 'a' }, n: { N: '1' }, s: { SS: ['x', 'y'] } },
    update: 'SET b = :b REMOVE a ADD n :n DELETE s :s',
    values: { ':b': { S: 'b' }, ':n': { N: '1' }, ':s': { SS: ['x'] } },
    after: { b: { S: 'b' }, n: { N: '2' }, s: { SS: ['y'] } },
  },
  'key words in any case': {
    before: { n: { N: '1' } },
    update: 'set a = :a add n :n',
    values: { ':a': { S: 'a' }, ':n': { N: '1' } },
    after: { a: { S: 'a' }, n: { N: '2' } },
  },
};

describe('UpdateItem', () => {
  for (const [name, spec] of Object.entries(CASES)) {
    it(name, async () => {
      const key = await prepare(spec.before);
      await on.call('UpdateItem', request(key, spec));
      const { Item } = await on.call('GetItem', { TableName: table, Key: key, ConsistentRead: true });
      expect(sorted(Item)).toEqual(sorted({ ...key, ...spec.after }));
    });
  }

  it('without an expression makes an item of the key alone', async () => {
    const key = await prepare(undefined);
    await on.call('UpdateItem', { TableName: table, Key: key });
    expect((await on.call('GetItem', { TableName: table, Key: key })).Item).toEqual(key);
  });
});

const RETURN_VALUES: [string, object, object | undefined][] = [
  ['NONE', {}, undefined],
  ['ALL_OLD', { a: { N: '1' }, b: { S: 'same' } }, { a: { N: '1' }, b: { S: 'same' } }],
  ['ALL_NEW', { a: { N: '1' }, b: { S: 'same' } }, { a: { N: '2' }, b: { S: 'same' } }],
  ['UPDATED_OLD', { a: { N: '1' }, b: { S: 'same' } }, { a: { N: '1' } }],
  ['UPDATED_NEW', { a: { N: '1' }, b: { S: 'same' } }, { a: { N: '2' } }],
];

describe('UpdateItem returns with', () => {
  for (const [ReturnValues, before, attributes] of RETURN_VALUES) {
    it(ReturnValues, async () => {
      const key = await prepare(before);
      const spec = { update: 'SET a = :two', values: { ':two': { N: '2' } } };
      const { Attributes } = await on.call('UpdateItem', request(key, spec, { ReturnValues }));
      const whole = ReturnValues.startsWith('ALL') ? { ...key, ...attributes } : attributes;
      expect(Attributes).toEqual(whole);
    });
  }

  for (const ReturnValues of ['ALL_OLD', 'UPDATED_OLD']) {
    it(`${ReturnValues} nothing for an item that is new`, async () => {
      const key = await prepare(undefined);
      const spec = { update: 'SET a = :two', values: { ':two': { N: '2' } } };
      expect(await on.call('UpdateItem', request(key, spec, { ReturnValues }))).toEqual({});
    });
  }

  it('UPDATED_NEW nothing for what was removed', async () => {
    const key = await prepare({ a: { N: '1' } });
    const reply = await on.call(
      'UpdateItem',
      request(key, { update: 'REMOVE a' }, { ReturnValues: 'UPDATED_NEW' }),
    );
    expect(reply.Attributes ?? {}).toEqual({});
  });
});
