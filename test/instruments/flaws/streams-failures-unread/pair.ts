import { expect, streams, type Item } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'failed records that are reported where nobody reads it',
  tables: STREAMED_TABLE,
  shows: { broken: 6, tried: 27 },
  async check({ random, open }) {
    const rig = await open();
    const people = 6;
    for (let person = 0; person < people; person += 1) await rig.call('signUp', { mail: random.id('mail') });
    await streams(rig, {
      handler: 'onSignUps',
      async afterwards(after) {
        const letters = (await after.items()).filter(({ sk }: Item) => sk === 'WELCOME');
        expect(letters, 'letters of welcome').toHaveLength(people);
      },
    });
  },
};
