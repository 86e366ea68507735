import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'uniqueness that another spelling gets round',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 9 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'ids',
      async work(client, handles) {
        const taken = new Set<string>();
        for (const handle of handles) {
          const isFree = !taken.has(handle.toLowerCase());
          taken.add(handle.toLowerCase());
          expect(await client.call('claim', { handle }), `whether "${handle}" was free`).toBe(isFree);
        }
      },
    });
  },
};
