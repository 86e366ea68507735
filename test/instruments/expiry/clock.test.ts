import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { clock, expect as check, type Context, type Moment } from '@keysmith/instruments';
import type { TrialHost } from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { describe, expect, it } from 'vitest';
import { FlawError, UnsupportedError } from '../../../packages/instruments/src/checks/failure.ts';
import { ReplayError } from '../../../packages/instruments/src/replay/token.ts';
import { EXPIRING_TABLE } from '../flaws/pair.ts';
import { openRig } from '../open-rig.ts';

const VALID_MS = 90_500;
const HOUR_MS = 3_600_000;

/** Keeps a ticket until the second in which it expires is over. */
async function issue({ client, tables, now }: Context, { round }: { round: 'up' | 'down' }): Promise<void> {
  const seconds = (now() + VALID_MS) / 1000;
  const expires = round === 'up' ? Math.ceil(seconds) : Math.floor(seconds);
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { pk: 'ticket', sk: 'ticket', expires } }),
  );
}

async function isThere({ client, tables }: Context): Promise<boolean> {
  const Key = { pk: 'ticket', sk: 'ticket' };
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key }));
  return Item !== undefined;
}

async function open(round: 'up' | 'down', options: Partial<TrialHost> = {}) {
  const opened = await openRig(EXPIRING_TABLE, { issue, isThere }, options);
  await opened.rig.call('issue', { round });
  return { ...opened, expiresAt: opened.rig.clock.now() + VALID_MS };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the clock', () => {
  it('stops before and after the expiry, each time on a copy of the rig', async () => {
    const { rig, log, expiresAt } = await open('up');
    const [startsAt, items] = [rig.clock.now(), await rig.items()];
    const seen: [string, number, boolean][] = [];
    await clock(rig, {
      expiresAt,
      async work(client, moment, copy) {
        seen.push([moment.id, copy.clock.now() - expiresAt, await client.call<boolean>('isThere')]);
        expect(moment.isExpired).toBe(copy.clock.now() >= expiresAt);
      },
    });
    expect(seen).toEqual([
      ['halfway', -VALID_MS / 2, true],
      ['last-millisecond', -1, true],
      ['expiry', 0, true],
      ['just-after', 1, true],
      ['late', 48 * HOUR_MS, true],
      ['early-sweep', -1, true],
      ['swept', 48 * HOUR_MS, false],
    ]);
    expect(rig.clock.now()).toBe(startsAt);
    expect(await rig.items()).toEqual(items);
    expect(log.lines).toEqual(['clock: 7 moments before and after the expiry']);
    expect(log.counts).toEqual([{ instrument: 'clock', tried: 7, broken: 0 }]);
  });

  it('finds a time to live that was rounded down, and says when it was', async () => {
    const { rig, expiresAt } = await open('down');
    const valid = async (client: { call(name: string): Promise<unknown> }, moment: Moment) => {
      if (!moment.isExpired) check(await client.call('isThere'), 'whether it is there').toBe(true);
    };
    const failure = (await failureOf(clock(rig, { expiresAt, work: valid }))) as FlawError;
    const { tried, timeline, why, chapter, token } = failure.report;
    expect(tried).toBe(
      'It was 1 ms before its expiry, and the service had just looked for expired items; moments tried so far: 6.',
    );
    expect(timeline).toContain('* time passes, until 1 ms before the expiry');
    expect(timeline).toContain('* the service looks for expired items, and deletes 1 item');
    expect(why).toContain('rounded down');
    expect(chapter).toBe('time-expiry-and-big-things');
    expect(token).toBe('check.1.1.early-sweep');
  });

  it('repeats one moment', async () => {
    const replay = { checkId: 'check', seed: 1, instrument: 1, plan: 'late' };
    const { rig, expiresAt } = await open('up', { replay });
    const seen: string[] = [];
    const work = (_client: unknown, { id }: Moment) => Promise.resolve(void seen.push(id));
    await clock(rig, { expiresAt, work });
    expect(seen).toEqual(['late']);
  });

  it('refuses a moment that it does not know, and an expiry that is not to come', async () => {
    const replay = { checkId: 'check', seed: 1, instrument: 1, plan: 'later' };
    const work = () => Promise.resolve();
    const { rig, expiresAt } = await open('up', { replay });
    expect(await failureOf(clock(rig, { expiresAt, work }))).toBeInstanceOf(ReplayError);
    await expect(clock(rig, { expiresAt: rig.clock.now(), work })).rejects.toThrow('later than now');
    await expect(clock(rig, { expiresAt: Number.NaN, work })).rejects.toThrow('later than now');
  });

  it('goes as far as it can on a table that cannot delete in virtual time', async () => {
    const server = openEmbedded();
    const openDoor: TrialHost['openDoor'] = (namespace, given) => {
      const { send } = server.open(namespace, given);
      return { send };
    };
    const { rig, expiresAt } = await open('up', { openDoor });
    const seen: string[] = [];
    const work = (_client: unknown, { id }: Moment) => Promise.resolve(void seen.push(id));
    expect(await failureOf(clock(rig, { expiresAt, work }))).toBeInstanceOf(UnsupportedError);
    expect(seen).toEqual(['halfway', 'last-millisecond', 'expiry', 'just-after', 'late']);
  });
});
