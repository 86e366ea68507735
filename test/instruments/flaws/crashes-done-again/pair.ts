import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'work that must not be done twice, although nothing stopped it',
  tables: ONE_TABLE,
  // It breaks before any process is stopped, and then no crash point is tried.
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const message = { id: random.id('m'), player: random.name(), points: random.int(5, 90) };
    await crashes(rig, {
      work: (client) => client.call('onMessage', message),
      async afterwards(after) {
        expect(await after.call('pointsOf', message), 'points of one message').toBe(message.points);
      },
    });
  },
};
