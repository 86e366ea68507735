import { expect, streams, type Item } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'a record that relies on the record of another item',
  tables: STREAMED_TABLE,
  shows: { broken: 2, tried: 27 },
  async check({ random, open }) {
    const rig = await open();
    const orders = Array.from({ length: 3 }, () => ({ order: random.id('o'), cents: random.int(100, 9999) }));
    for (const each of orders) await rig.call('order', each);
    for (const each of orders) await rig.call('pay', each);
    await streams(rig, {
      handler: 'onChanges',
      batchSize: 3,
      async afterwards(after) {
        const list = (await after.items()).filter(({ pk }: Item) => pk === 'LIST');
        const text = (order: unknown, paid: unknown) => `${String(order)} paid ${String(paid)}`;
        expect(
          list.map(({ sk, paid }) => text(sk, paid)).sort(),
          'orders in the list, with what was paid',
        ).toEqual(orders.map(({ order, cents }) => text(`ORDER#${order}`, cents)).sort());
      },
    });
  },
};
