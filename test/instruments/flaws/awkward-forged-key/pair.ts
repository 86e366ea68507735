import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'a key that an identifier with delimiters can forge',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 7 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'pairs',
      async work(client, [mine, theirs]) {
        const [own, other] = [mine, theirs].map((pair) => ({ team: pair?.[0], member: pair?.[1] }));
        await client.call('join', { ...own, role: 'guest' });
        await client.call('join', { ...other, role: 'owner' });
        expect(await client.call('roleOf', own), 'the role of the guest').toBe('guest');
      },
    });
  },
};
