import { cost, units } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'cost',
  flaw: 'an N+1 read',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const basket = random.id('basket');
    for (let line = 1; line <= 6; line += 1)
      await rig.call('addLine', { basket, line, article: random.name() });
    await cost(rig, {
      'show a basket': {
        call: (client) => client.run('linesOf', { basket }),
        budget: ({ bytes }) => ({ requests: 1, readUnits: units.read(bytes) }),
      },
    });
  },
};
