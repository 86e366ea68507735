import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'a server error that is taken for "not carried out"',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 2 },
  async check({ random, open }) {
    const rig = await open();
    const input = { account: random.id('a'), payment: random.id('p'), cents: random.int(100, 9999) };
    await faults(rig, {
      kinds: ['server-error'],
      inARow: [1, 4],
      work: (client) => client.call('pay', input),
      async afterwards(after) {
        expect(await after.call('paid', input), 'cents that were booked').toBe(input.cents);
      },
    });
  },
};
