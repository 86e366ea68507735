import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'a lock that nobody releases after a crash',
  tables: ONE_TABLE,
  // Four requests: lock, query, report, release. The lock stays at every point after the first and before the last
  // is carried out: all eight but "before the first" and "after the last".
  shows: { broken: 6, tried: 8 },
  async check({ random, open }) {
    const rig = await open();
    const day = '2026-01-05';
    const amounts = Array.from({ length: 3 }, () => random.int(5, 90));
    const sales = amounts.map((amount, at) => ({ pk: `DAY#${day}`, sk: `SALE#${at}`, amount }));
    await rig.write('main', sales);
    await crashes(rig, {
      work: (client) => client.call('closeDay', { day }),
      rerunAfterMs: 15 * 60_000,
      async afterwards(after) {
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(await after.call('totalOf', { day }), 'the total of the day').toBe(total);
      },
    });
  },
};
