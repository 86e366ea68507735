import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'a prefix that finds its siblings',
  tables: ONE_TABLE,
  shows: { broken: 4, tried: 9 },
  async check({ random, open }) {
    const rig = await open();
    const stores = random.fork('stores');
    const nameOf = new Map<string, string>();
    await awkwardly(rig, {
      values: 'ids',
      async work(client, cities) {
        for (const city of cities) {
          if (!nameOf.has(city)) nameOf.set(city, stores.id('store'));
          await client.call('open', { city, store: nameOf.get(city) });
        }
        for (const city of cities) {
          const found = await client.call('storesIn', { city });
          expect(found, `the stores in "${city}"`).toEqual([nameOf.get(city)]);
        }
      },
    });
  },
};
