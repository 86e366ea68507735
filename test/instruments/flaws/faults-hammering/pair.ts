import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'a retry loop without backoff',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 3 },
  async check({ random, open }) {
    const rig = await open();
    const labels = Array.from({ length: 7 }, () => random.id('parcel'));
    await faults(rig, {
      kinds: ['unprocessed'],
      work: (client) => client.call('printAll', { labels }),
      backoff: { attemptsMax: 10 },
      async afterwards(after) {
        expect(await after.items(), 'labels that were stored').toHaveLength(labels.length);
      },
    });
  },
};
