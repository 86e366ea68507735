import { expect, faults } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'faults',
  flaw: 'a page loop that stops at the first short page',
  tables: ONE_TABLE,
  shows: { broken: 4, tried: 16 },
  async check({ random, open }) {
    const rig = await open();
    const room = random.id('room');
    const lines = Array.from({ length: 5 }, (_, at) => ({ pk: `ROOM#${room}`, sk: `LINE#${at}` }));
    await rig.write('main', lines);
    await faults(rig, {
      work: (client) => client.call('countLines', { room, pageSize: 3 }),
      afterwards(_after, result) {
        expect(result, 'lines in the room').toBe(lines.length);
      },
    });
  },
};
