import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'uniqueness checked first and written later',
  tables: ONE_TABLE,
  // Either claim sees the other (two runs), or neither does. The order of the two writes makes no difference.
  shows: { broken: 1, tried: 3 },
  async check({ random, open }) {
    const rig = await open();
    const handle = random.name().toLowerCase();
    const [one, other] = [random.id('u'), random.id('u')];
    await races(rig, {
      clients: {
        'client A': (client) => client.run('claim', { handle, user: one }),
        'client B': (client) => client.run('claim', { handle, user: other }),
      },
      async afterwards(after) {
        expect(await after.call('holdersOf', { handle }), 'users who hold the handle').toHaveLength(1);
      },
    });
  },
};
