import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a list element that is lost',
  tables: ONE_TABLE,
  // Who writes second has read before the other's write or after it, and either can be second: half of four.
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const trip = random.id('trip');
    const [one, other] = [random.name(), random.name()];
    await rig.call('plan', { trip });
    await races(rig, {
      clients: {
        [one]: (client) => client.call('signUp', { trip, guest: one }),
        [other]: (client) => client.call('signUp', { trip, guest: other }),
      },
      async afterwards(after) {
        const guests = await after.call<string[]>('guestsOf', { trip });
        expect(guests.sort(), 'guests of the trip').toEqual([one, other].sort());
      },
    });
  },
};
