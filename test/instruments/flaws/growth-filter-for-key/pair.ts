import { growth } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'growth',
  flaw: 'a filter where a key belongs',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const customer = random.id('customer');
    for (let count = 0; count < 3; count += 1) await rig.call('place', { customer, order: random.id('o') });
    await growth(rig, {
      patterns: { 'open orders of a customer': (client) => client.run('openOrders', { customer }) },
      related: {
        what: 'closed orders',
        counts: [10, 100, 400],
        async add(client, chance) {
          const order = chance.id('o');
          await client.call('place', { customer, order });
          await client.call('close', { customer, order });
        },
      },
    });
  },
};
