import { expect, invariants } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

const ACCOUNTS = ['a', 'b', 'c'];

export const pair: FlawPair = {
  instrument: 'invariants',
  flaw: 'a total that is wrong in between',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 1 },
  async check({ random, open }) {
    const rig = await open();
    const balance = random.int(50, 500);
    for (const account of ACCOUNTS) await rig.call('open', { account, balance });
    await invariants(rig, {
      after: 'requests',
      operations: {
        transfer: {
          input: (chance) => ({
            from: chance.pick(ACCOUNTS),
            to: chance.pick(ACCOUNTS),
            amount: chance.int(1, 20),
          }),
        },
      },
      rules: {
        'no money appears or disappears': async (at) => {
          const balances = (await at.items()).map((item) => Number(item['balance']));
          const total = balances.reduce((sum, each) => sum + each, 0);
          expect(total, 'the sum of all balances').toBe(ACCOUNTS.length * balance);
        },
      },
    });
  },
};
