import { heat } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'heat',
  flaw: 'a partition for today',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const meters = Array.from({ length: 50 }, () => random.id('meter'));
    await heat(rig, {
      workload: (client, chance) =>
        client.call('store', { meter: chance.pick(meters), value: chance.int(0, 9999) }),
      perSecond: 3000,
    });
  },
};
