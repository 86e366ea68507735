import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'a counter that a retry counts twice',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const input = { gate: random.id('gate'), ticket: random.id('ticket') };
    await faults(rig, {
      kinds: ['throttle', 'lost-reply'],
      work: (client) => client.call('admit', input),
      async afterwards(after) {
        expect(await after.call('admitted', input), 'people admitted by one ticket').toBe(1);
      },
    });
  },
};
