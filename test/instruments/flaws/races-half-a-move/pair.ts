import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a move that is seen half done',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 3 },
  async check({ random, open }) {
    const rig = await open();
    const card = { card: random.id('card'), from: 'doing', to: 'done' };
    await rig.call('addCard', card);
    await races(rig, {
      clients: {
        'who moves': (client) => client.call('moveCard', card),
        'who looks': (client) => client.call('board'),
      },
      afterwards(_after, [, seen]) {
        expect(seen, 'cards on the board while one is moved').toHaveLength(1);
      },
    });
  },
};
