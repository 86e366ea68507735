import { expect, streams, type Item } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'a consumer that takes its own clock for the time of the change',
  tables: STREAMED_TABLE,
  shows: { broken: 2, tried: 21 },
  async check({ random, open }) {
    const rig = await open();
    for (let sale = 0; sale < 4; sale += 1) await rig.call('sell', { article: random.name() });
    const today = new Date(rig.clock.now()).toISOString().slice(0, 10);
    await streams(rig, {
      handler: 'onSales',
      async afterwards(after) {
        const listed = (await after.items()).filter(({ pk }: Item) => String(pk).startsWith('DAY#'));
        expect(
          [...new Set(listed.map(({ pk }) => pk))],
          'days under which the sales of one day stand',
        ).toEqual([`DAY#${today}`]);
      },
    });
  },
};
