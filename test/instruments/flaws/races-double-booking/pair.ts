import { expect, races, type Client, type Run } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'races',
  flaw: 'a seat that is booked twice',
  tables: ONE_TABLE,
  // All who write have read before the first write; the others read after it, before or after each further write.
  // One writes: 3 runs, and they are right. Two write: 6 orders of them, 2 places for the third one's read. Three: 6.
  shows: { broken: 18, tried: 21 },
  async check({ random, open }) {
    const rig = await open();
    const seat = { show: random.id('show'), seat: '7F' };
    await rig.call('offer', seat);
    const guests = ['guest A', 'guest B', 'guest C'];
    await races(rig, {
      clients: Object.fromEntries(
        guests.map((guest) => [guest, (client: Client) => client.run('book', { ...seat, guest })]),
      ),
      afterwards(_after, results) {
        const booked = guests.filter((_, at) => (results[at] as Run<string>).result === 'booked');
        expect(booked, 'guests who were told that the seat is theirs').toHaveLength(1);
      },
    });
  },
};
