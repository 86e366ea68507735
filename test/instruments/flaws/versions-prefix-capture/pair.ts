import { versions } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

interface Order {
  customer: string;
  order: string;
  article: string;
}

/** The orders of each customer. */
type Orders = Map<string, Set<string>>;

const CUSTOMERS = ['ada', 'ben'];

export const pair: FlawPair = {
  instrument: 'versions',
  flaw: 'an old version that reads a new kind of item as one of its own',
  tables: ONE_TABLE,
  // In the first sequence the new version places an order, and the old one lists that customer's orders later.
  shows: { broken: 1, tried: 1 },
  async check({ open }) {
    const rig = await open();
    await versions<Orders>(rig, {
      old: 'before.ts',
      new: 'access.ts',
      model: () => new Map(),
      operations: {
        placeOrder: {
          input: (random) => ({
            customer: random.pick(CUSTOMERS),
            order: String(random.int(100, 999)),
            article: random.name(),
          }),
          apply(orders, { customer, order }: Order) {
            orders.set(customer, new Set(orders.get(customer)).add(order));
            return { result: undefined };
          },
        },
        ordersOf: {
          input: (random) => ({ customer: random.pick(CUSTOMERS) }),
          apply: (orders, { customer }: Pick<Order, 'customer'>) => ({
            result: [...(orders.get(customer) ?? [])].sort(),
          }),
        },
      },
    });
  },
};
