import { awkwardly, compareBytes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: "lists that are merged in JavaScript's order",
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 9 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'ids',
      async work(client, titles) {
        for (const [at, title] of titles.entries()) await client.call('shelve', { shelf: at % 2, title });
        const sorted = [...titles].sort(compareBytes);
        expect(await client.call('titles'), 'the titles on both shelves').toEqual(sorted);
      },
    });
  },
};
