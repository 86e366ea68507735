import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'forgotten UnprocessedKeys',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 2 },
  async check({ random, open }) {
    const rig = await open();
    const seats = Array.from({ length: 6 }, () => random.id('seat'));
    for (const seat of seats) await rig.call('sell', { seat });
    await faults(rig, {
      kinds: ['unprocessed'],
      work: (client) => client.call('soldAmong', { seats }),
      afterwards: (_after, sold) => expect(sold, 'seats that are sold').toEqual([...seats].sort()),
    });
  },
};
