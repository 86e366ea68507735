import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'a day that ends too early',
  tables: ONE_TABLE,
  shows: { broken: 4, tried: 6 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'instants',
      async work(client, instants) {
        const events = instants.map((at, number) => ({ event: `e${number}`, at }));
        for (const event of events) await client.call('log', event);
        for (const [day, own] of Map.groupBy(events, ({ at }) => dayOf(at))) {
          const found = await client.call('onDay', { day });
          expect(found, `the events on ${day}`).toEqual(own.map(({ event }) => event));
        }
      },
    });
  },
};
