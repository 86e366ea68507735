import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { composite, indexed } from '../tables.ts';

let on: Endpoint;
let table: string;
let withIndexes: string;

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  withIndexes = await on.table(indexed);
  for (let i = 0; i < 5; i += 1) {
    const keys = { pk: { S: 'p' }, sk: { S: `s${i}` } };
    const v = { n: { N: `${i}` }, t: { S: 'x'.repeat(i) }, l: { L: [{ N: `${i}` }] } };
    await on.call('PutItem', { TableName: table, Item: { ...keys, ...v, m: { M: { in: { N: `${i}` } } } } });
    const Item = { ...keys, gpk: { S: 'g' }, gsk: { N: `${9 - i}` }, lsk: { S: `${9 - i}` } };
    await on.call('PutItem', { TableName: withIndexes, Item });
  }
  await on.call('PutItem', {
    TableName: table,
    Item: { pk: { S: 'q' }, sk: { S: 's0' }, tags: { SS: ['a'] } },
  });
});

const select = async (where: string, what = '*', from = table): Promise<Output[]> =>
  (await on.call('ExecuteStatement', { Statement: `SELECT ${what} FROM "${from}" ${where}` })).Items;
const sks = (items: Output[]) => items.map((item) => item.sk.S);

describe('SELECT with WHERE', () => {
  const cases: [string, string[]][] = [
    [`pk = 'p'`, ['s0', 's1', 's2', 's3', 's4']],
    [`pk = 'p' AND sk = 's1'`, ['s1']],
    [`pk = 'p' AND sk > 's2'`, ['s3', 's4']],
    [`pk = 'p' AND sk BETWEEN 's1' AND 's2'`, ['s1', 's2']],
    [`pk = 'p' AND begins_with("sk", 's3')`, ['s3']],
    [`pk = 'p' AND n >= 3`, ['s3', 's4']],
    [`pk = 'p' AND n <> 3`, ['s0', 's1', 's2', 's4']],
    [`pk = 'p' AND n IN [1, 4]`, ['s1', 's4']],
    [`pk = 'p' AND (n = 1 OR n = 2)`, ['s1', 's2']],
    [`pk = 'p' AND NOT n = 1`, ['s0', 's2', 's3', 's4']],
    [`pk = 'p' AND m."in" = 2`, ['s2']],
    [`pk = 'p' AND l[0] = 4`, ['s4']],
    [`pk = 'p' AND size(t) > 2`, ['s3', 's4']],
    [`pk = 'q' AND contains(tags, 'a')`, ['s0']],
    [`pk = 'p' AND attribute_type(n, 'N')`, ['s0', 's1', 's2', 's3', 's4']],
    [`pk = 'q' AND n IS MISSING`, ['s0']],
    [`pk = 'p' AND n IS NOT MISSING AND n < 1`, ['s0']],
    [`pk = 'nobody'`, []],
  ];
  for (const [where, expected] of cases) {
    it(`${where} gives ${expected.length}`, async () => {
      expect(sks(await select(`WHERE ${where}`))).toEqual(expected);
    });
  }

  it('of no key reads the whole table', async () => {
    expect(await select('')).toHaveLength(6);
    expect(await select('WHERE n = 2')).toHaveLength(1);
  });

  it('of several partition keys reads each', async () => {
    const found = await select(`WHERE pk IN ['p', 'q'] AND sk = 's0'`);
    expect(found.map((item) => item.pk.S).sort()).toEqual(['p', 'q']);
  });
});

describe('SELECT', () => {
  it('of attributes gives these', async () => {
    expect(await select(`WHERE pk = 'p' AND sk = 's1'`, 'sk, n')).toEqual([
      { sk: { S: 's1' }, n: { N: '1' } },
    ]);
  });

  it('of a path gives its last name', async () => {
    expect(await select(`WHERE pk = 'p' AND sk = 's1'`, 'm."in"')).toEqual([{ in: { N: '1' } }]);
  });

  it('sorts by the sort key when asked to', async () => {
    expect(sks(await select(`WHERE pk = 'p' ORDER BY sk DESC`))).toEqual(['s4', 's3', 's2', 's1', 's0']);
    expect(sks(await select(`WHERE pk = 'p' ORDER BY sk ASC`))[0]).toBe('s0');
  });

  it('reads a global index', async () => {
    expect(sks(await select(`WHERE gpk = 'g' AND gsk > 7`, '*', `${withIndexes}"."global`))).toEqual([
      's1',
      's0',
    ]);
  });

  it('reads a local index', async () => {
    const found = await select(`WHERE pk = 'p' AND lsk >= '8'`, 'sk', `${withIndexes}"."local`);
    expect(sks(found)).toEqual(['s1', 's0']);
  });

  it('goes page by page', async () => {
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const Statement = `SELECT sk FROM "${table}" WHERE pk = 'p'`;
      const page = await on.call('ExecuteStatement', { Statement, Limit: 2, NextToken });
      expect(page.Items.length).toBeLessThanOrEqual(2);
      seen.push(...sks(page.Items));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(['s0', 's1', 's2', 's3', 's4']);
  });
});
