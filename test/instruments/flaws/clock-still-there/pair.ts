import { clock, expect } from '@keysmith/instruments';
import { EXPIRING_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'clock',
  flaw: 'an expired item that is accepted because it is still there',
  tables: EXPIRING_TABLE,
  shows: { broken: 3, tried: 7 },
  async check({ random, open }) {
    const rig = await open();
    const code = random.id('code');
    const validMs = random.int(5, 30) * 60_000;
    await rig.call('issue', { code, validMs });
    await clock(rig, {
      expiresAt: rig.clock.now() + validMs,
      async work(client, moment) {
        const isAccepted = await client.call('use', { code });
        expect(isAccepted, 'whether the code was accepted').toBe(!moment.isExpired);
      },
    });
  },
};
