import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTurn } from '../../../packages/instruments/src/rig/turn.ts';

/** Everything that follows from a promise that is resolved, however long the chain. */
async function chain(length: number, done: () => void): Promise<void> {
  for (let at = 0; at < length; at += 1) await null;
  done();
}

describe.each(['with setImmediate', 'without it, as in a browser'])('the next turn, %s,', (where) => {
  afterEach(() => void vi.unstubAllGlobals());

  it('comes after all that is ready, and for everybody who waits', async () => {
    if (where.startsWith('without')) vi.stubGlobal('setImmediate', undefined);
    const seen: string[] = [];
    void chain(500, () => seen.push('chain'));
    await Promise.all([nextTurn().then(() => seen.push('turn')), nextTurn().then(() => seen.push('turn'))]);
    expect(seen).toEqual(['chain', 'turn', 'turn']);
    await nextTurn();
    expect(seen).toHaveLength(3);
  });
});
