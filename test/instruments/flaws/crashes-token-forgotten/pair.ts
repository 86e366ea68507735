import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'a token that is used again after ten minutes',
  tables: ONE_TABLE,
  // Three requests: read, move the money, note it. Only where the money has moved and the note is not there does
  // another process move it again: two points of six, "after 2" and "before 3".
  shows: { broken: 2, tried: 6 },
  async check({ random, open }) {
    const rig = await open();
    const [from, to] = [random.id('acc'), random.id('acc')];
    const input = { transfer: random.id('transfer'), from, to, amount: random.int(5, 90) };
    await rig.call('order', input);
    await crashes(rig, {
      work: (client) => client.call('carryOut', { transfer: input.transfer }),
      rerunAfterMs: 11 * 60_000,
      async afterwards(after) {
        const balance = await after.call('balanceOf', { account: to });
        expect(balance, 'what has come in by one transfer').toBe(input.amount);
      },
    });
  },
};
