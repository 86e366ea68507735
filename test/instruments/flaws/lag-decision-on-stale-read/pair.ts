import { expect, lag } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'lag',
  flaw: 'a decision on a read that is behind its own write',
  tables: ONE_TABLE,
  // No time passes between the write and the read, and every delay is longer than that.
  shows: { broken: 12, tried: 12 },
  async check({ random, open }) {
    const rig = await open();
    const subscription = { newsletter: random.name(), reader: random.id('r') };
    await rig.call('subscribe', subscription);
    await lag(rig, {
      behind: 'reads',
      async work(client) {
        await client.call('unsubscribe', subscription);
        const getsMail = await client.call('getsMail', subscription);
        expect(getsMail, 'whether a reader who has unsubscribed gets mail').toBe(false);
      },
    });
  },
};
