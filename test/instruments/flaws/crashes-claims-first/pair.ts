import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

const COUNT = 4;

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'a copy that notes its progress before it has made it',
  tables: ONE_TABLE,
  shows: { broken: 16, tried: 26 },
  async check({ open }) {
    const rig = await open();
    const old = Array.from({ length: COUNT }, (_, at) => ({ pk: 'OLD', sk: `READING#${at}`, value: at }));
    await rig.write('main', old);
    await crashes(rig, {
      work: (client) => client.call('copyAll', { count: COUNT }),
      async afterwards(after) {
        const copied = (await after.items()).filter(({ pk }) => pk === 'NEW');
        expect(copied, 'readings that were copied').toHaveLength(COUNT);
      },
    });
  },
};
