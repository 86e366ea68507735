import { heat } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'heat',
  flaw: 'a hot counter',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const show = random.id('show');
    await heat(rig, {
      workload: (client, chance) => client.call('vote', { show, voter: chance.id('v') }),
      perSecond: 5000,
    });
  },
};
