import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
let table: string;
let sorted: string;
let count = 0;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(simple);
  sorted = await on.table(composite);
});

const run = (Statement: string, ...Parameters: object[]) =>
  on.call('ExecuteStatement', { Statement, Parameters: Parameters.length === 0 ? undefined : Parameters });
const refused = (Statement: string, ...Parameters: object[]) =>
  on.refusal('ExecuteStatement', { Statement, Parameters: Parameters.length === 0 ? undefined : Parameters });
const get = async (pk: string): Promise<Output> =>
  (await on.call('GetItem', { TableName: table, Key: { pk: { S: pk } }, ConsistentRead: true })).Item;
/** Puts an item under a key of its own and gives that key. */
const fresh = async (more: object = {}): Promise<string> => {
  count += 1;
  const pk = `item-${count}`;
  await on.call('PutItem', { TableName: table, Item: { pk: { S: pk }, ...more } });
  return pk;
};

describe('INSERT', () => {
  it('makes an item', async () => {
    await run(`INSERT INTO "${table}" VALUE {'pk': 'made', 'v': 1, 'l': ['a', 2], 'm': {'x': true}}`);
    expect(await get('made')).toEqual({
      pk: { S: 'made' },
      v: { N: '1' },
      l: { L: [{ S: 'a' }, { N: '2' }] },
      m: { M: { x: { BOOL: true } } },
    });
  });

  it('takes parameters', async () => {
    await run(`INSERT INTO "${table}" VALUE {'pk': ?, 'v': ?}`, { S: 'by parameter' }, { SS: ['a'] });
    expect(await get('by parameter')).toEqual({ pk: { S: 'by parameter' }, v: { SS: ['a'] } });
  });

  it('does not replace an item', async () => {
    const pk = await fresh({ v: { N: '1' } });
    const error = await refused(`INSERT INTO "${table}" VALUE {'pk': '${pk}', 'v': 2}`);
    expectRefusal(error, /Duplicate primary key exists in table/, {
      name: 'DuplicateItemException',
      local: 'duplicate-name',
    });
    expect((await get(pk)).v).toEqual({ N: '1' });
  });

  it('makes an item again once it is deleted', async () => {
    const pk = await fresh();
    await run(`DELETE FROM "${table}" WHERE pk = '${pk}'`);
    await run(`INSERT INTO "${table}" VALUE {'pk': '${pk}', 'v': 'again'}`);
    expect((await get(pk)).v).toEqual({ S: 'again' });
  });
});

describe('UPDATE', () => {
  const update = (pk: string, clause: string, ...parameters: object[]) =>
    run(`UPDATE "${table}" ${clause} WHERE pk = '${pk}'`, ...parameters);

  it('sets an attribute', async () => {
    const pk = await fresh({ v: { S: 'old' } });
    await update(pk, `SET v = 'new'`);
    expect((await get(pk)).v).toEqual({ S: 'new' });
  });

  it('sets several', async () => {
    const pk = await fresh();
    await update(pk, `SET a = ? SET b = 2`, { S: 'x' });
    expect(await get(pk)).toEqual({ pk: { S: pk }, a: { S: 'x' }, b: { N: '2' } });
  });

  it('computes', async () => {
    const pk = await fresh({ n: { N: '0.1' } });
    await update(pk, `SET n = n + 0.2`);
    expect((await get(pk)).n).toEqual({ N: '0.3' });
  });

  it('reaches into maps and lists', async () => {
    const pk = await fresh({ m: { M: { l: { L: [{ N: '1' }, { N: '2' }] } } } });
    await update(pk, `SET m.l[1] = 'x'`);
    expect((await get(pk)).m).toEqual({ M: { l: { L: [{ N: '1' }, { S: 'x' }] } } });
  });

  it('removes an attribute', async () => {
    const pk = await fresh({ v: { S: 'gone' }, w: { S: 'kept' } });
    await update(pk, 'REMOVE v');
    expect(await get(pk)).toEqual({ pk: { S: pk }, w: { S: 'kept' } });
  });

  it('appends to a list', async () => {
    const pk = await fresh({ l: { L: [{ N: '1' }] } });
    await update(pk, 'SET l = list_append(l, [2])');
    expect((await get(pk)).l).toEqual({ L: [{ N: '1' }, { N: '2' }] });
  });

  it('adds to a set and takes from it', async () => {
    const pk = await fresh({ s: { SS: ['a', 'b'] } });
    await update(pk, `SET s = set_add(s, <<'c'>>)`);
    await update(pk, `SET s = set_delete(s, <<'a'>>)`);
    expect([...(await get(pk)).s.SS].sort()).toEqual(['b', 'c']);
  });

  it('does not make an item', async () => {
    const error = await refused(`UPDATE "${table}" SET v = 1 WHERE pk = 'nobody'`);
    expectRefusal(error, /^The conditional request failed$/, { name: 'ConditionalCheckFailedException' });
    expect(await get('nobody')).toBeUndefined();
  });

  it('under a condition that does not hold changes nothing', async () => {
    const pk = await fresh({ v: { N: '1' } });
    const error = await refused(`UPDATE "${table}" SET v = 2 WHERE pk = '${pk}' AND v > 1`);
    expectRefusal(error, /^The conditional request failed$/, { name: 'ConditionalCheckFailedException' });
    expect((await get(pk)).v).toEqual({ N: '1' });
  });

  const returning: [string, object][] = [
    ['ALL OLD', { v: { N: '1' }, w: { S: 'w' } }],
    ['ALL NEW', { v: { N: '2' }, w: { S: 'w' } }],
    ['MODIFIED OLD', { v: { N: '1' } }],
    ['MODIFIED NEW', { v: { N: '2' } }],
  ];
  for (const [what, expected] of returning) {
    it(`returns ${what}`, async () => {
      const pk = await fresh({ v: { N: '1' }, w: { S: 'w' } });
      const { Items } = await run(`UPDATE "${table}" SET v = 2 WHERE pk = '${pk}' RETURNING ${what} *`);
      expect(Items).toEqual([what.startsWith('ALL') ? { pk: { S: pk }, ...expected } : expected]);
    });
  }
});

describe('DELETE', () => {
  it('removes an item', async () => {
    const pk = await fresh();
    await run(`DELETE FROM "${table}" WHERE pk = ?`, { S: pk });
    expect(await get(pk)).toBeUndefined();
  });

  it('returns the old item when asked to', async () => {
    const pk = await fresh({ v: { N: '1' } });
    const { Items } = await run(`DELETE FROM "${table}" WHERE pk = '${pk}' RETURNING ALL OLD *`);
    expect(Items).toEqual([{ pk: { S: pk }, v: { N: '1' } }]);
  });

  it('of nothing succeeds', async () => {
    await run(`DELETE FROM "${table}" WHERE pk = 'nobody'`);
    expect(await get('nobody')).toBeUndefined();
  });

  it('needs the whole key', async () => {
    const error = await refused(`DELETE FROM "${sorted}" WHERE pk = 'a'`);
    expectRefusal(error, /Where clause does not contain a mandatory equality on all key attributes/);
  });

  it('returns nothing but ALL OLD', async () => {
    const error = await refused(`DELETE FROM "${table}" WHERE pk = 'a' RETURNING MODIFIED OLD *`);
    expectRefusal(
      error,
      /^Invalid returning clause: RETURNING MODIFIED OLD \*\. Only RETURNING ALL OLD \* is allowed in DELETE statements\.$/,
    );
  });
});
