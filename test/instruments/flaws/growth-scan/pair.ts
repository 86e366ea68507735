import { growth } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'growth',
  flaw: 'a Scan that looks cheap on a small table',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const club = random.id('club');
    for (let count = 0; count < 3; count += 1) await rig.call('join', { club, person: random.id('p') });
    await growth(rig, {
      patterns: { 'members of a club': (client) => client.run('membersOf', { club }) },
      unrelated: (client, chance) => client.call('join', { club: chance.id('club'), person: chance.id('p') }),
      sizes: [100, 1000, 10_000],
    });
  },
};
