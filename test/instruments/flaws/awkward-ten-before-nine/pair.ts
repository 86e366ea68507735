import { awkwardly, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'awkward data',
  flaw: 'numbers that are sorted as text',
  tables: ONE_TABLE,
  shows: { broken: 4, tried: 5 },
  async check({ open }) {
    const rig = await open();
    await awkwardly(rig, {
      values: 'numbers',
      async work(client, scores) {
        for (const [at, score] of scores.entries()) await client.call('submit', { player: `p${at}`, score });
        const rising = [...scores].sort((one, other) => one - other);
        expect(await client.call('scores'), 'the scores, the lowest first').toEqual(rising);
      },
    });
  },
};
