import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect as check, invariants, type Context, type Rig } from '@keysmith/instruments';
import { readToken, type TrialHost } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import { FlawError } from '../../../packages/instruments/src/checks/failure.ts';
import { ONE_TABLE } from '../flaws/pair.ts';
import { openRig } from '../open-rig.ts';

const ROOMS = ['a', 'b'];

/** Books a room, and refuses one that is taken. */
async function book({ client, tables }: Context, { room }: { room: string }): Promise<void> {
  await client
    .send(
      new PutCommand({
        TableName: tables['main'],
        Item: { pk: room, sk: 'BOOKING' },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
    .catch((error: Error) => {
      error.name = error.name === 'ConditionalCheckFailedException' ? 'Taken' : error.name;
      throw error;
    });
}

/** Makes way first and books then, and takes no notice of what is thrown. */
async function rebook({ client, tables }: Context, { room }: { room: string }): Promise<void> {
  const TableName = tables['main'];
  try {
    await client.send(new DeleteCommand({ TableName, Key: { pk: 'guest', sk: 'GUEST' } }));
    await client.send(new PutCommand({ TableName, Item: { pk: 'guest', sk: 'GUEST', room } }));
  } catch {
    return;
  }
}

const input = (random: { pick(values: string[]): string }) => ({ room: random.pick(ROOMS) });

const atMostOne = { 'no room is booked': async (at: Rig) => check(await at.items(), 'bookings').toEqual([]) };
const oneGuest = {
  'there is a guest': async (at: Rig) => {
    const guests = (await at.items()).filter(({ pk }) => pk === 'guest');
    check(guests, 'guests').toHaveLength(1);
  },
};

const open = (options: Partial<TrialHost> = {}) => openRig(ONE_TABLE, { book, rebook }, options);

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('invariants', () => {
  it('hold after every call, on copies of the rig', async () => {
    const { rig, log } = await open();
    const counts: number[] = [];
    await invariants(rig, {
      operations: { book: { input, mayThrow: ['Taken'] } },
      rules: {
        'no more bookings than rooms': async (at) => {
          counts.push((await at.items()).length);
          check(counts.at(-1)).toBeLessThanOrEqual(ROOMS.length);
        },
      },
      runs: 5,
      steps: 6,
    });
    expect(Math.max(...counts)).toBe(ROOMS.length);
    expect(await rig.items()).toEqual([]);
    expect(log.lines).toEqual(['invariants: 1 rule in 5 sequences of calls']);
    expect(log.counts).toEqual([{ instrument: 'invariants', tried: 5, broken: 0 }]);
  });

  it('name the rule that broke, in the shortest sequence, and can be repeated', async () => {
    const broken = async (options: Partial<TrialHost> = {}) => {
      const { rig } = await open(options);
      const operations = { book: { input, mayThrow: ['Taken'] } };
      return (await failureOf(invariants(rig, { operations, rules: atMostOne }))) as FlawError;
    };
    const first = await broken();
    expect(first.report.instrument).toBe('invariants');
    expect(first.report.timeline).toContain('* broken: no room is booked');
    expect(first.report.timeline?.match(/PutItem/g)).toHaveLength(1);
    const replay = readToken(String(first.report.token));
    expect((await broken({ replay })).report.timeline).toBe(first.report.timeline);
  });

  it('fail for an error that an operation may not throw', async () => {
    const { rig } = await open();
    const failure = (await failureOf(
      invariants(rig, { operations: { book: { input } }, rules: {} }),
    )) as FlawError;
    expect(failure.report.instrument).toBe('invariants');
    expect(failure.message).toMatch(/^book threw Taken: /);
  });

  it('see what is wrong in the middle of a call, when asked, though the call hides it', async () => {
    const guest = [{ pk: 'guest', sk: 'GUEST', room: 'a' }];
    const operations = { rebook: { input } };
    const { rig } = await open();
    await rig.write('main', guest);
    await invariants(rig, { operations, rules: oneGuest });
    const failure = (await failureOf(
      invariants(rig, { operations, rules: oneGuest, after: 'requests' }),
    )) as FlawError;
    expect(failure.report.instrument).toBe('invariants');
    const lines = failure.report.timeline?.split('\n') ?? [];
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(at('* broken: there is a guest')).toBeGreaterThan(at('DeleteItem'));
    expect(at('* broken: there is a guest')).toBeLessThan(at('PutItem'));
  });

  it('leave a rule that is broken from the start as it is', async () => {
    const { rig, log } = await open();
    const failure = await failureOf(invariants(rig, { operations: { book: { input } }, rules: oneGuest }));
    expect(failure).not.toBeInstanceOf(FlawError);
    expect(String(failure)).toContain('guests');
    expect(log.counts).toEqual([]);
  });
});
