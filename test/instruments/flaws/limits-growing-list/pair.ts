import { limits } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'limits',
  flaw: 'a growing list in an item',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 2 },
  async check({ random, open }) {
    const rig = await open();
    const post = random.id('post');
    await limits(rig, {
      what: 'comments on a post',
      volume: 10_000,
      add: (client, chance) =>
        client.call('comment', { post, text: `${chance.name()} ${chance.name()} ${'said so '.repeat(8)}` }),
    });
  },
};
