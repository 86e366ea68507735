import { limits } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'limits',
  flaw: 'a growing set in an item',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 2 },
  async check({ random, open }) {
    const rig = await open();
    const channel = random.id('channel');
    await limits(rig, {
      what: 'viewers of a channel',
      volume: 50_000,
      add: (client, chance) => client.call('follow', { channel, viewer: chance.id('viewer') }),
    });
  },
};
