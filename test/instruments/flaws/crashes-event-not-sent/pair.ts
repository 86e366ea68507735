import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'an event that is never sent',
  tables: ONE_TABLE,
  // After the order is paid and before the event is written: two points of four, "after 1" and "before 2".
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const order = { order: random.id('order') };
    await rig.call('place', order);
    await crashes(rig, {
      work: (client) => client.call('pay', order),
      async afterwards(after) {
        const sent = (await after.items()).filter(({ pk }) => pk === 'OUTBOX').map(({ sk }) => sk);
        expect(sent, 'events that were sent').toEqual([`PAID#${order.order}`]);
      },
    });
  },
};
