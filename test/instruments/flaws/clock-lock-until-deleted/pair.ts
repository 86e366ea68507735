import { clock, expect } from '@keysmith/instruments';
import { EXPIRING_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'clock',
  flaw: 'a lock that is free only when it is deleted',
  tables: EXPIRING_TABLE,
  shows: { broken: 3, tried: 7 },
  async check({ random, open }) {
    const rig = await open();
    const report = random.id('report');
    const leaseMs = random.int(10, 90) * 1000;
    await rig.call('acquire', { report, worker: 'first', leaseMs });
    await clock(rig, {
      expiresAt: rig.clock.now() + leaseMs,
      async work(client, { isExpired }) {
        const isMine = await client.call('acquire', { report, worker: 'second', leaseMs });
        expect(isMine, 'whether a second worker got the lock of the first').toBe(isExpired);
      },
    });
  },
};
