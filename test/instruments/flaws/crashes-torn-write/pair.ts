import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'a torn write of two items',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const order = { order: random.id('order'), article: random.name() };
    await crashes(rig, {
      work: (client) => client.call('placeOrder', order),
      rerun: false,
      async afterwards(after) {
        expect([0, 2], 'items of an order: none of them, or both').toContain((await after.items()).length);
      },
    });
  },
};
