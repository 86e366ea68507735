import { expect, lag } from '@keysmith/instruments';
import { TABLE_WITH_INDEX, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'lag',
  flaw: 'a read of its own write through an index',
  tables: TABLE_WITH_INDEX,
  shows: { broken: 12, tried: 12 },
  async check({ random, open }) {
    const rig = await open();
    const member = { id: random.id('m'), mail: `${random.name().toLowerCase()}@keysmith.example` };
    await lag(rig, {
      async work(client) {
        await client.call('join', member);
        const shown = await client.call('profile', { id: member.id, mail: member.mail });
        expect(shown, 'the profile right after joining').toMatchObject(member);
      },
    });
  },
};
