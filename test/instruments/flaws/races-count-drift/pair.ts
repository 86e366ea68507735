import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a count that drifts from what it counts',
  tables: ONE_TABLE,
  // The recount's query comes before, between or after the two writes of the addition; its write comes before or
  // after the addition to the count, except in the last case: 2 + 2 + 1 runs. The count ends wrong when the query saw
  // the book and the repair comes before the addition, or did not see it and the repair comes after.
  shows: { broken: 2, tried: 5 },
  async check({ random, open }) {
    const rig = await open();
    const [shelf, book] = [random.id('shelf'), random.name()];
    await rig.call('putUp', { shelf });
    await races(rig, {
      clients: {
        librarian: (client) => client.call('addBook', { shelf, book }),
        'nightly repair': (client) => client.call('recount', { shelf }),
      },
      async afterwards(after) {
        const books = await after.call<string[]>('booksOn', { shelf });
        expect(await after.call('countOf', { shelf }), 'the count of books on the shelf').toBe(books.length);
      },
    });
  },
};
