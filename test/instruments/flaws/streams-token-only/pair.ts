import { expect, streams, type Item } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'idempotence by a token alone',
  tables: STREAMED_TABLE,
  shows: { broken: 2, tried: 30 },
  async check({ random, open }) {
    const rig = await open();
    const visits = 7;
    for (let visit = 0; visit < visits; visit += 1) await rig.call('visit', { page: random.id('page') });
    await streams(rig, {
      handler: 'onVisits',
      async afterwards(after) {
        const total = (await after.items()).find(({ pk }: Item) => pk === 'TOTAL');
        expect(total?.['visits'], 'the total of visits').toBe(visits);
      },
    });
  },
};
