import { expect, lag } from '@keysmith/instruments';
import { TABLE_WITH_INDEX, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'lag',
  flaw: 'uniqueness decided by an index',
  tables: TABLE_WITH_INDEX,
  shows: { broken: 12, tried: 12 },
  async check({ random, open }) {
    const rig = await open();
    const nickname = random.name().toLowerCase();
    const [first, another] = [random.id('p'), random.id('p')];
    await lag(rig, {
      behind: 'indexes',
      async work(client) {
        await client.call('register', { player: first, nickname });
        const second = await client.run('register', { player: another, nickname });
        expect(second.error?.name, 'how a second registration of a nickname ends').toBe('NicknameTaken');
      },
    });
  },
};
