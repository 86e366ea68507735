import { expect, growth } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'growth',
  flaw: 'a request for each related item',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const post = random.id('post');
    const authors = Array.from({ length: 4 }, () => random.id('author'));
    for (const author of authors) await rig.call('join', { author, name: random.name() });
    await rig.call('comment', { post, author: authors[0], text: random.name() });
    expect(await rig.call('commentsOn', { post }), 'comments on the post').toHaveLength(1);
    await growth(rig, {
      patterns: { 'comments on a post': (client) => client.run('commentsOn', { post }) },
      related: {
        what: 'comments on it',
        add: (client, chance) =>
          client.call('comment', { post, author: chance.pick(authors), text: chance.name() }),
      },
    });
  },
};
