import { crashes, expect } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'crashes',
  flaw: 'work that counts twice when it is done again',
  tables: ONE_TABLE,
  shows: { broken: 2, tried: 6 },
  async check({ random, open }) {
    const rig = await open();
    const payment = { account: random.id('acc'), payment: random.id('pay'), amount: random.int(5, 90) };
    await crashes(rig, {
      work: (client) => client.call('book', payment),
      async afterwards(after) {
        expect(await after.call('balance', payment), 'the balance after one payment').toBe(payment.amount);
      },
    });
  },
};
