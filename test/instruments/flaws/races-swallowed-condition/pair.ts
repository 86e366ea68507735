import { expect, races, type Run } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'an optimistic lock whose failed condition is swallowed',
  tables: ONE_TABLE,
  // The classes are those of a lost update. Where both read before either writes, one condition fails: twice in four.
  shows: { broken: 2, tried: 4 },
  async check({ random, open }) {
    const rig = await open();
    const article = random.name();
    const deliveries = [random.int(2, 9), random.int(10, 90)];
    await rig.call('list', { article });
    await races(rig, {
      clients: {
        'gate A': (client) => client.run('receive', { article, pieces: deliveries[0] }),
        'gate B': (client) => client.run('receive', { article, pieces: deliveries[1] }),
      },
      async afterwards(after, results) {
        const received = deliveries.filter((_, at) => (results[at] as Run<string>).result === 'received');
        const pieces = received.reduce((sum, each) => sum + each, 0);
        expect(await after.call('stockOf', { article }), 'stock after what was reported as received').toBe(
          pieces,
        );
      },
    });
  },
};
