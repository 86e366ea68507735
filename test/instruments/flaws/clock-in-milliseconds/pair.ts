import { clock, expect } from '@keysmith/instruments';
import { EXPIRING_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'clock',
  flaw: 'a time to live in milliseconds',
  tables: EXPIRING_TABLE,
  shows: { broken: 1, tried: 7 },
  async check({ random, open }) {
    const rig = await open();
    const code = random.id('code');
    const validMs = random.int(5, 30) * 60_000;
    await rig.call('issue', { code, validMs });
    await clock(rig, {
      expiresAt: rig.clock.now() + validMs,
      async work(client, { isExpired, isSwept }, copy) {
        expect(await client.call('use', { code }), 'whether the code was accepted').toBe(!isExpired);
        expect(await copy.items(), 'what is stored').toHaveLength(isSwept ? 0 : 1);
      },
    });
  },
};
