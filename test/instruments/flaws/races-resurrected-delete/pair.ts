import { expect, races } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a backfill that brings a deleted item back',
  tables: ONE_TABLE,
  // The delete comes before the scan, between the scan and the write of that note, or after it.
  shows: { broken: 1, tried: 3 },
  async check({ random, open }) {
    const rig = await open();
    const user = random.id('u');
    for (const note of ['one', 'two']) await rig.call('addNote', { user, note });
    await races(rig, {
      clients: {
        backfill: (client) => client.call('backfill'),
        'the user': (client) => client.call('deleteNote', { user, note: 'one' }),
      },
      async afterwards(after) {
        expect(await after.call('notesOf', { user }), 'notes after one was deleted').toEqual(['NOTE#two']);
      },
    });
  },
};
