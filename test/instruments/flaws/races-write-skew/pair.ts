import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'write skew',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 3 },
  async check({ random, open }) {
    const rig = await open();
    const [one, other] = [random.name(), random.name()];
    for (const person of [one, other]) await rig.call('goOnCall', { person });
    await races(rig, {
      clients: {
        [one]: (client) => client.run('goOffCall', { person: one }),
        [other]: (client) => client.run('goOffCall', { person: other }),
      },
      async afterwards(after) {
        const left = await after.call<string[]>('onCall');
        expect(left.length, 'people on call when both want to leave').toBeGreaterThan(0);
      },
    });
  },
};
