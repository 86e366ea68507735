import { cost, units, type Pattern } from '@keysmith/instruments';
import { describe, expect, it } from 'vitest';
import { returnedBy } from '../../../packages/instruments/src/cost/cost.ts';
import { Trace } from '../../../packages/instruments/src/recorder/trace.ts';
import { judge } from '../learners/judge.ts';

const CODE = `
export const put = (context, { name }) => write(context, name, { text: 'x'.repeat(5000) }).then(() => undefined);
export const get = async (context, { name }) => (await read(context, name))?.text;
export const twice = async (context, { name }) => { await read(context, name); await read(context, name); };
export const refuse = () => { throw Object.assign(new Error('no'), { name: 'NoSuchPost' }); };
export const broken = () => undefined.length;
`;

const billing = (patterns: Record<string, Pattern>) =>
  judge(CODE, async ({ open }) => {
    const rig = await open();
    await rig.call('put', { name: 'x' });
    await cost(rig, patterns);
  });

const calling = (name: string, requests: number, error?: string): Pattern => ({
  call: (client) => client.run(name, { name: 'x' }),
  budget: ({ bytes }) => ({ requests, readUnits: units.read(bytes, { consistent: true }) }),
  ...(error === undefined ? {} : { error }),
});

describe('cost', () => {
  it('bills each pattern, and passes what keeps to its budget', async () => {
    const verdict = await billing({ 'get it': calling('get', 1) });
    expect(verdict.status).toBe('pass');
    expect(verdict.bill).toEqual([
      {
        pattern: 'get it',
        requests: 1,
        readUnits: 2,
        writeUnits: 0,
        bytes: 5010,
        budget: { requests: 1, readUnits: 2 },
      },
    ]);
  });

  it('names the first pattern that costs too much, and shows the bill of all', async () => {
    const { failure, bill } = await billing({
      'get it': calling('get', 1),
      'get it twice': calling('twice', 1),
    });
    expect(failure?.happened).toBe('"get it twice" costs 2 requests, and its budget is 1');
    expect(failure?.timeline).toContain('2 (1) !');
    expect(bill).toHaveLength(2);
  });

  it('shows the call that costs too much, not the last one', async () => {
    const { failure } = await billing({ 'get it twice': calling('twice', 1), 'get it': calling('get', 1) });
    expect(failure?.evidence).toContain('twice({ name: "x" })');
    expect(failure?.requests).toHaveLength(2);
  });

  it('does not take a call that throws for a cheap one', async () => {
    expect((await billing({ broken: calling('broken', 1) })).failure?.happened).toContain(
      'broken threw TypeError',
    );
    expect((await billing({ refused: calling('refuse', 1) })).failure?.happened).toBe(
      'refuse threw NoSuchPost: no',
    );
    expect((await billing({ refused: calling('refuse', 1, 'NoSuchPost') })).status).toBe('pass');
  });
});

describe('what came back', () => {
  const returned = (reply: object) => returnedBy(new Trace([{ reply } as never]));
  const item = { pk: { S: 'abc' } };

  it.each([
    ['an item', { Item: item }, 1],
    ['no item', {}, 0],
    ['a page', { Items: [item, item], Count: 2 }, 2],
    ['a batch of two tables', { Responses: { one: [item], other: [item, item] } }, 3],
    ['a transaction, with an item that is not there', { Responses: [{ Item: item }, {}] }, 1],
    ['what a write changed', { Attributes: item }, 1],
  ])('is counted in %s', (_, reply, items) => {
    expect(returned(reply)).toEqual({ items, bytes: items * 5 });
  });
});
