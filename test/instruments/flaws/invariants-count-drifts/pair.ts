import { expect, invariants, type Random } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

const input = (random: Random) => ({ post: 'p1', person: random.pick(['ann', 'ben']) });

export const pair: FlawPair = {
  instrument: 'invariants',
  flaw: 'a count that drifts away from what it counts',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ open }) {
    const rig = await open();
    await invariants(rig, {
      operations: { like: { input }, unlike: { input } },
      rules: {
        'the count is the number of likes': async (at) => {
          const likes = (await at.items()).filter(({ sk }) => String(sk).startsWith('LIKE#'));
          expect(await at.call('likesOf', { post: 'p1' }), 'the count of likes').toBe(likes.length);
        },
      },
    });
  },
};
