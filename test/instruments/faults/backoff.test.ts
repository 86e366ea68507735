import { BatchWriteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faults, type Context } from '@keysmith/instruments';
import { judgeWaits } from '../../../packages/instruments/src/faults/backoff.ts';
import { createRandom } from '../../../packages/instruments/src/random.ts';
import { ONE_TABLE } from '../flaws/pair.ts';
import { openRig, type Functions } from '../open-rig.ts';

const BOUND = { attemptsMax: 10 };

/** Times at which the same is sent, with these waits between them. */
function sentAfter(...waits: readonly number[]): number[] {
  return waits.reduce((times, wait) => [...times, (times.at(-1) as number) + wait], [1000]);
}

describe('the waits between attempts', () => {
  it.each([
    ['doubled', [50, 100, 200, 400, 800]],
    ['doubled up to a cap', [50, 100, 200, 200, 200, 200]],
    ['a little longer each time', [100, 150, 200, 250]],
    ['longer all in all, with one that is shorter', [30, 90, 60, 300, 150, 700]],
    ['one', [50]],
    ['none', []],
  ])('are right when they are %s', (_what, waits) => {
    expect(judgeWaits(sentAfter(...waits), BOUND)).toBeUndefined();
  });

  it.each([
    ['none at all', [0, 0, 0], 'the same was sent again 3 times without a wait in between'],
    ['one of nothing', [0], 'the same was sent again 1 time without a wait in between'],
    [
      'constant',
      [100, 100, 100],
      'the same was sent again 3 times, and the waits in between did not grow: 100, 100, 100 ms',
    ],
    [
      'shorter and shorter',
      [400, 200, 100, 50],
      'the same was sent again 4 times, and the waits in between did not grow: 400, 200, 100, 50 ms',
    ],
    [
      'too many',
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      'the same was sent more than 10 times, and there was no end to it',
    ],
  ])('are wrong when they are %s', (_what, waits, problem) => {
    expect(judgeWaits(sentAfter(...waits), BOUND)).toBe(problem);
  });

  it('may have equal jitter: a half that is sure and a half by chance', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 9 }), (seed, count) => {
        const random = createRandom(seed);
        const waits = Array.from({ length: count }, (_, at) => 50 * 2 ** at * (0.5 + random.fraction() / 2));
        expect(judgeWaits(sentAfter(...waits), BOUND)).toBeUndefined();
      }),
      { seed: 1 },
    );
  });
});

/** Writes seven items by a loop that waits as it is told, and gives up after so many attempts. */
function writer(waitOf: (attempt: number) => number, attempts: number): Functions {
  return {
    async write({ client, tables, sleep }: Context) {
      const main = tables['main'] as string;
      let left = Array.from({ length: 7 }, (_, at) => ({ PutRequest: { Item: { pk: `p${at}`, sk: 's' } } }));
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const { UnprocessedItems } = await client.send(
          new BatchWriteCommand({ RequestItems: { [main]: left } }),
        );
        left = (UnprocessedItems?.[main] ?? []) as typeof left;
        if (left.length === 0) return;
        await sleep(waitOf(attempt));
      }
      throw new Error('gave up');
    },
  };
}

async function judge(functions: Functions, attemptsMax = 10) {
  const { rig, log } = await openRig(ONE_TABLE, functions);
  await faults(rig, {
    kinds: ['unprocessed', 'conflict'],
    work: (client) => client.call('write'),
    backoff: { attemptsMax },
    afterwards: async (after) => expect((await after.items()).length).toBeGreaterThan(0),
  });
  return log;
}

describe('faults with a backoff', () => {
  it('passes a loop that waits longer each time and gives up', async () => {
    const log = await judge(writer((attempt) => 50 * 2 ** attempt, 8));
    expect(log.counts).toEqual([{ instrument: 'faults', tried: 3, broken: 0 }]);
  });

  it('fails a loop that waits the same each time', async () => {
    await expect(judge(writer(() => 200, 8))).rejects.toThrow('the waits in between did not grow: 200, 200');
  });

  it('fails a loop without an end, and ends it', async () => {
    const endless = judge(writer((attempt) => 10 * attempt, Infinity));
    await expect(endless).rejects.toThrow('the same was sent more than 10 times');
  });

  it('fails a loop that goes on longer than the exercise wants', async () => {
    await expect(
      judge(
        writer((attempt) => 10 * attempt, 8),
        5,
      ),
    ).rejects.toThrow('more than 5 times');
  });

  it('looks at cancelled transactions as well, whose token changes', async () => {
    const write = async ({ client, tables, sleep }: Context) => {
      const Put = { TableName: tables['main'], Item: { pk: 'p', sk: 's' } };
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const done = await client.send(new TransactWriteCommand({ TransactItems: [{ Put }] })).then(
          () => true,
          () => false,
        );
        if (done) return;
        await sleep(0);
      }
      throw new Error('gave up');
    };
    await expect(judge({ write })).rejects.toThrow('the same was sent again 3 times without a wait');
  });
});
