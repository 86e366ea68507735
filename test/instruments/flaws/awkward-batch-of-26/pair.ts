import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'a batch that is empty, or too large',
  tables: ONE_TABLE,
  shows: { broken: 3, tried: 4 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'sizes',
      async work(client, sizes, copy) {
        for (const [run, size] of sizes.entries()) {
          const before = (await copy.items()).length;
          await client.call('print', { labels: Array.from({ length: size }, (_, at) => `${run}-${at}`) });
          expect((await copy.items()).length - before, `labels stored of ${size}`).toBe(size);
        }
      },
    });
  },
};
