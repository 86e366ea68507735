import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a mutex in a module',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const hall = random.id('hall');
    await rig.call('openHall', { hall, seats: 5 });
    await races(rig, {
      clients: {
        'server A': (client) => client.call('reserve', { hall }),
        'server B': (client) => client.call('reserve', { hall }),
      },
      async afterwards(after) {
        expect(await after.call('seatsLeft', { hall }), 'seats left of 5 after two were reserved').toBe(3);
      },
    });
  },
};
