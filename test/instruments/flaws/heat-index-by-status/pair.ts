import { heat } from '@keysmith/instruments';
import { TABLE_WITH_INDEX, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'heat',
  flaw: 'an index with one partition key value for everything',
  tables: TABLE_WITH_INDEX,
  shows: { broken: 1, tried: 201 },
  async check({ open }) {
    const rig = await open();
    await heat(rig, {
      workload: (client, chance) => client.call('enqueue', { job: chance.id('job') }),
      perSecond: 4000,
    });
  },
};
