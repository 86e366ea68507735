import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'forgotten UnprocessedItems',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 8 },
  async check({ random, open }) {
    const rig = await open();
    const labels = Array.from({ length: 7 }, () => random.id('parcel'));
    await faults(rig, {
      work: (client) => client.call('printAll', { labels }),
      async afterwards(after) {
        expect(await after.items(), 'labels that were stored').toHaveLength(labels.length);
      },
    });
  },
};
