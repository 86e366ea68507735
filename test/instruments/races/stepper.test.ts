import { races, type Rig } from '@keysmith/instruments';
import { openTrial } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import { preferred } from '../../../packages/instruments/src/races/exploration.ts';
import {
  fits,
  following,
  isInLine,
  isSerial,
  scheduleOf,
} from '../../../packages/instruments/src/races/schedule.ts';
import { stepThrough, type Choose, type Step } from '../../../packages/instruments/src/races/stepper.ts';
import { hostOf } from '../learners/judge.ts';

const CODE = `
export const one = (context, { name }) => write(context, name, {}).then(() => name);
export const three = async (context) => { for (const name of ['a', 'b', 'c']) await write(context, name, {}); };
export const wait = async ({ sleep, now }) => { const at = now(); await sleep(1000); return now() - at; };
export const both = async (context) => { await Promise.all([write(context, 'x', {}), write(context, 'y', {})]); };
export const fail = () => { throw new Error('as it should'); };
`;

async function openRig(): Promise<Rig> {
  return openTrial(hostOf(CODE), 'stepper').trial.open();
}

const lettersOf = (steps: readonly Step[]) =>
  scheduleOf(steps)
    .map((client) => 'AB'[client])
    .join('');

describe('the stepper', () => {
  it('makes the steps in the order that is chosen, and the same choices give the same run', async () => {
    const clients = {
      A: (client: { call(name: string): Promise<unknown> }) => client.call('three'),
      B: (client: { call(name: string): Promise<unknown> }) => client.call('three'),
    };
    for (const _ of [1, 2]) {
      const rig = await openRig();
      const { steps, results, brokenOff } = await stepThrough({
        rig,
        clients,
        choose: following([0, 1, 1, 0, 1, 0]),
      });
      expect(lettersOf(steps)).toBe('ABBABA');
      expect(
        steps.map(({ request }) => (request?.input['Item'] as { pk: { S: string } }).pk.S).join(''),
      ).toBe('aabbcc');
      expect([results, brokenOff]).toEqual([[undefined, undefined], false]);
    }
  });

  it('offers one request of a client at a time, also where it made two', async () => {
    const rig = await openRig();
    const offered: number[] = [];
    const choose: Choose = (waiting, made) => {
      offered.push(waiting.size);
      return preferred([...waiting.keys()], made);
    };
    const { steps } = await stepThrough({ rig, clients: { A: (client) => client.call('both') }, choose });
    expect([steps.length, offered]).toEqual([2, [1, 1]]);
  });

  it('lets time pass when it is the turn of the one who sleeps, and wakes everybody whose time has come', async () => {
    const rig = await openRig();
    const wait = (client: { call(name: string): Promise<unknown> }) => client.call('wait');
    const { results } = await stepThrough({ rig, clients: { A: wait, B: wait }, choose: following([0, 1]) });
    expect(results).toEqual([1000, 1000]);
  });

  it('looks after every step, and breaks off where nobody is chosen', async () => {
    const rig = await openRig();
    let looked = 0;
    const { steps, brokenOff } = await stepThrough({
      rig,
      clients: { A: (client) => client.call('three') },
      choose: (_waiting, made) => (made.length === 2 ? undefined : 0),
      afterStep: () => {
        looked += 1;
        return Promise.resolve();
      },
    });
    expect([steps.length, brokenOff, looked]).toEqual([2, true, 2]);
  });

  it('gives what a script threw, when all have come to their ends', async () => {
    const rig = await openRig();
    const scripts = {
      A: (client: { call(name: string): Promise<unknown> }) => client.call('fail'),
      B: (client: { call(name: string): Promise<unknown> }) => client.call('three'),
    };
    await expect(stepThrough({ rig, clients: scripts, choose: following([]) })).rejects.toThrow(
      'as it should',
    );
    expect(await rig.items()).toHaveLength(3);
  });
});

describe('who goes on', () => {
  const step = (client: number): Step => ({ client, footprint: { reads: [], writes: [] } });

  it('is the same client, until it has made a hundred requests in a row', () => {
    expect(preferred([0, 1], [step(1)])).toBe(1);
    expect(
      preferred(
        [0, 1],
        Array.from({ length: 99 }, () => step(0)),
      ),
    ).toBe(0);
    expect(
      preferred(
        [0, 1],
        Array.from({ length: 100 }, () => step(0)),
      ),
    ).toBe(1);
    expect(
      preferred(
        [0],
        Array.from({ length: 100 }, () => step(0)),
      ),
    ).toBe(0);
  });
});

describe('a schedule', () => {
  it('is in line when each client waits for the one before it', () => {
    expect([[], [0], [0, 0, 1], [1, 1]].every(isInLine)).toBe(true);
    expect(
      [
        [1, 0],
        [0, 1, 0],
      ].some(isInLine),
    ).toBe(false);
  });

  it('is serial when nobody comes in between, whoever is first', () => {
    expect([[], [1], [0, 0, 1], [1, 0, 0], [2, 2, 0, 1]].every(isSerial)).toBe(true);
    expect(
      [
        [0, 1, 0],
        [1, 0, 2, 0],
      ].some(isSerial),
    ).toBe(false);
  });

  it('fits a run that began as it says', () => {
    expect(fits([0, 1], [0, 1, 1])).toBe(true);
    expect(fits([], [0])).toBe(true);
    expect(fits([0, 1], [0, 0, 1])).toBe(false);
    expect(fits([0, 1], [0])).toBe(false);
  });
});

describe('a race', () => {
  it('tells a client that sleeps for no time at all from one that may never end', async () => {
    const rig = await openRig();
    await races(rig, { clients: { A: (client) => client.call('wait') }, afterwards: () => undefined });
    expect(rig.clock.now()).toBe((await rig.fork()).clock.now());
  });
});
