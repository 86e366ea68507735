import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'an update that brings a deleted item back',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 2 },
  async check({ random, open }) {
    const rig = await open();
    const book = random.id('book');
    await rig.call('lend', { book, to: random.name() });
    await races(rig, {
      clients: {
        'the reader': (client) => client.run('renew', { book }),
        'the desk': (client) => client.run('takeBack', { book }),
      },
      async afterwards(after) {
        expect(await after.items(), 'loans after the book was taken back').toEqual([]);
      },
    });
  },
};
