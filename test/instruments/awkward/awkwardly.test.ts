import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { awkwardly, expect as check, type Context } from '@keysmith/instruments';
import { readToken, type TrialHost } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import { FlawError } from '../../../packages/instruments/src/checks/failure.ts';
import { ReplayError } from '../../../packages/instruments/src/replay/token.ts';
import { ONE_TABLE } from '../flaws/pair.ts';
import { openRig } from '../open-rig.ts';

/** Keeps names by their beginning, so that those which share it overwrite each other. */
async function keep({ client, tables }: Context, { name }: { name: string }): Promise<void> {
  const Item = { pk: name.slice(0, 4), sk: 'NAME', name };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

const open = (options: Partial<TrialHost> = {}) => openRig(ONE_TABLE, { keep }, options);

/** Everything that is kept must be there. */
async function keepAll(options: Partial<TrialHost> = {}, without: string[] = []): Promise<void> {
  const { rig } = await open(options);
  await awkwardly(rig, {
    values: 'ids',
    without,
    async work(client, names, copy) {
      for (const name of names) await client.call('keep', { name });
      check(await copy.items(), 'what is kept').toHaveLength(names.length);
    },
  });
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('awkward data', () => {
  it('gives every kind to the work, each on a copy of the rig', async () => {
    const { rig, log } = await open();
    const given: (readonly number[])[] = [];
    await awkwardly(rig, {
      values: 'sizes',
      async work(client, sizes, copy) {
        given.push(sizes);
        expect(await copy.items()).toEqual([]);
        await client.call('keep', { name: 'one' });
      },
    });
    const [ordinary = [], ...kinds] = given;
    expect(ordinary).toHaveLength(1);
    expect(kinds).toEqual([[0], [1], [25, 26], [100, 101]]);
    expect(await rig.items()).toEqual([]);
    expect(log.lines).toEqual(['awkward data: 4 kinds of sizes']);
    expect(log.counts).toEqual([{ instrument: 'awkward data', tried: 4, broken: 0 }]);
  });

  it('names the kind, two values that suffice, and how to repeat it', async () => {
    const failure = (await failureOf(keepAll())) as FlawError;
    expect(failure).toBeInstanceOf(FlawError);
    const { instrument, tried, why, chapter, token, timeline } = failure.report;
    expect(instrument).toBe('awkward data');
    expect(tried).toMatch(
      /^The values were identifiers of which one begins with another: "(\w+)", "\1 \w+"; kinds of values tried so far: 1\.$/,
    );
    expect(why).toContain('begins_with');
    expect(chapter).toBe('items-types-and-keys');
    expect(timeline?.match(/PutItem/g)).toHaveLength(2);
    expect(token).toBe('check.1.1.prefixes.0.1');
  });

  it('repeats those values alone', async () => {
    const first = (await failureOf(keepAll())) as FlawError;
    const replay = readToken(String(first.report.token));
    const again = (await failureOf(keepAll({ replay }))) as FlawError;
    expect(again.message).toBe(first.message);
    expect(again.report.timeline).toBe(first.report.timeline);
    expect(again.report.token).toBe(first.report.token);
  });

  it('gives all values of a kind where no two suffice', async () => {
    const { rig } = await open();
    const threeAtOnce = awkwardly(rig, {
      values: 'instants',
      work: (_client, instants) => {
        check(new Set(instants).size, 'different instants').toBeLessThan(4);
        return Promise.resolve();
      },
    });
    const { report } = (await failureOf(threeAtOnce)) as FlawError;
    expect(report.tried).toContain('instants within one second');
    expect(report.tried.match(/Z/g)).toHaveLength(4);
    expect(report.token).toBe('check.1.1.second');
  });

  it('leaves out the kinds that make no sense, and knows no others', async () => {
    const failure = (await failureOf(keepAll({}, ['prefixes']))) as FlawError;
    expect(failure.report.tried).toContain('identifiers that hold the delimiters of keys');
    await expect(keepAll({}, ['prefix'])).rejects.toThrow(
      'there is no kind "prefix" of awkward ids; there are prefixes, delimiters',
    );
  });

  it('leaves what breaks with ordinary values as it is', async () => {
    const { rig, log } = await open();
    const failure = await failureOf(
      awkwardly(rig, { values: 'texts', work: (client) => client.call('missing') }),
    );
    expect(failure).not.toBeInstanceOf(FlawError);
    expect(String(failure)).toContain('export no function `missing`');
    expect(log.counts).toEqual([]);
  });

  it('goes on behind the first flaw when all are to be counted', async () => {
    const { rig, log } = await open({ countsAll: true });
    const negative = awkwardly(rig, {
      values: 'numbers',
      work: (_client, numbers) => Promise.resolve(check(Math.min(...numbers)).toBeGreaterThanOrEqual(0)),
    });
    expect(await failureOf(negative)).toBeInstanceOf(FlawError);
    expect(log.counts).toEqual([{ instrument: 'awkward data', tried: 5, broken: 3 }]);
  });

  it.each(['spelling', 'prefixes.0.9', 'prefixes.0', ''])('refuses the plan "%s"', async (plan) => {
    const replay = { checkId: 'check', seed: 1, instrument: 1, plan };
    expect(await failureOf(keepAll({ replay }))).toBeInstanceOf(ReplayError);
  });
});
