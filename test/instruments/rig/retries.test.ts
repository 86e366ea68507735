import { describe, expect, it } from 'vitest';
import { patienceOf, virtualRetries } from '../../../packages/instruments/src/rig/retries.ts';

type ErrorType = 'THROTTLING' | 'TRANSIENT' | 'SERVER_ERROR' | 'CLIENT_ERROR';

/** Tries again until there is no token left; gives the waits. */
async function waitsOf(errorType: ErrorType, retries = virtualRetriesWith(), chance = 1) {
  retries.chance = chance;
  let token = await retries.strategy.acquireInitialRetryToken('');
  const from = retries.waits.length;
  for (;;) {
    const next = await retries.strategy
      .refreshRetryTokenForRetry(token, { errorType } as never)
      .catch(() => undefined);
    if (next === undefined) return retries.waits.slice(from);
    token = next;
  }
}

function virtualRetriesWith() {
  const made = {
    waits: [] as number[],
    chance: 1,
    strategy: undefined as never as ReturnType<typeof virtualRetries>,
  };
  const patience = patienceOf({
    sleep: (milliseconds) => {
      made.waits.push(milliseconds);
      return Promise.resolve();
    },
    chance: () => made.chance,
  });
  made.strategy = virtualRetries(() => patience);
  return made;
}

describe('retries in virtual time', () => {
  it('are three, and wait twice as long each time', async () => {
    expect(await waitsOf('TRANSIENT')).toEqual([50, 100, 200]);
    expect(await waitsOf('THROTTLING')).toEqual([1000, 2000, 4000]);
    expect(await waitsOf('THROTTLING', undefined, 0.5)).toEqual([500, 1000, 2000]);
    expect(await waitsOf('TRANSIENT', undefined, 0)).toEqual([0, 0, 0]);
  });

  it('are none for what would fail again', async () => {
    expect(await waitsOf('CLIENT_ERROR')).toEqual([]);
    expect(await waitsOf('SERVER_ERROR')).toEqual([]);
  });

  it('stop when the client has used up its capacity, and begin afresh for another call', async () => {
    const retries = virtualRetriesWith();
    let made = 0;
    for (let call = 0; call < 20; call += 1) made += (await waitsOf('TRANSIENT', retries)).length;
    // 500 units of capacity, 14 for each.
    expect(made).toBe(35);
    retries.strategy.reset();
    expect(await waitsOf('TRANSIENT', retries)).toHaveLength(3);
  });

  it('get back what a success gives', async () => {
    const retries = virtualRetriesWith();
    for (let call = 0; call < 20; call += 1) await waitsOf('TRANSIENT', retries);
    const first = await retries.strategy.acquireInitialRetryToken('');
    for (let success = 0; success < 14; success += 1) retries.strategy.recordSuccess(first);
    expect(await waitsOf('TRANSIENT', retries)).toHaveLength(1);
  });
});
