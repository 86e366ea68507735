import { expect as expectIt, lag, type LagOptions } from '@keysmith/instruments';
import { describe, expect, it } from 'vitest';
import { judge } from '../learners/judge.ts';

const CODE = `
export const put = (context, { by }) => write(context, 'x', { by }).then(() => undefined);
export const late = async ({ client, tables }) =>
  (await client.send(new GetCommand({ TableName: tables.main, Key: keyOf('x') }))).Item?.by ?? 'nobody';
export const sure = async (context) => (await read(context, 'x'))?.by ?? 'nobody';
export const patient = async (context) => {
  await context.sleep(1000);
  return late(context);
};
`;

const reading = (how: string, options: Partial<LagOptions> = {}) =>
  judge(CODE, async ({ open }) => {
    const rig = await open();
    await rig.call('put', { by: 'A' });
    await lag(rig, {
      ...options,
      async work(client) {
        await client.call('put', { by: 'B' });
        expectIt(await client.call(how), 'who wrote last').toBe('B');
      },
    });
  });

describe('lag', () => {
  it('finds a read that comes from a copy behind the table, and marks it', async () => {
    const { failure } = await reading('late');
    expect(failure?.happened).toBe('who wrote last: "A" instead of "B"');
    expect(failure?.timeline).toContain('stale: this copy of the table has not seen the last writes');
  });

  it.each([
    ['a consistent read', 'sure', {}],
    ['a read after the lag is over', 'patient', { ms: 1000 }],
    ['an eventually consistent read, where only indexes are behind', 'late', { behind: 'indexes' }],
  ] as const)('passes %s', async (_, how, options) => {
    const verdict = await reading(how, options);
    expect(verdict.failure?.happened).toBeUndefined();
    expect(verdict.measured).toEqual(['lag: 12 runs with copies up to 1000 ms behind']);
  });

  it('tells what breaks without any lag as it is', async () => {
    const { failure } = await judge(CODE, async ({ open }) =>
      lag(await open(), { work: async (client) => expectIt(await client.call('sure')).toBe('B') }),
    );
    expect(failure?.happened).toBe('"nobody" instead of "B"');
    expect(failure?.instrument).toBeUndefined();
  });
});
