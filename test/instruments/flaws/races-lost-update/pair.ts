import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'lost update',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const post = random.id('post');
    await rig.call('publish', { post });
    await races(rig, {
      clients: {
        'client A': (client) => client.call('like', { post }),
        'client B': (client) => client.call('like', { post }),
      },
      async afterwards(after) {
        expect(await after.call('likesOf', { post }), 'likes after two people liked the post').toBe(2);
      },
    });
  },
};
