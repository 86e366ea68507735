import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** A marina of the coast guard's list. */
export interface Harbour {
  harbour: string;
  name: string;
  coast: string;
  /** The radio channel on which the harbour master listens. */
  channel: number;
}

/** A place for one boat, let to its owner for a season. */
export interface Berth {
  berth: string;
  harbour: string;
  /** The jetty at which it lies: "A" is the longest. */
  jetty: string;
  place: number;
  boat: string;
  owner: string;
  /** Length of the boat in centimetres. */
  length: number;
}

const COASTS = ['North Sound', 'North Sound Islands', 'South Sound', 'Outer Skerries'];
const JETTIES = ['A', 'B', 'C', 'D'];

/** A harbour with so many berths, in the order of their ids. Most lie at the first jetty, and some owners have several. */
export function drawHarbour(random: Random, berths: number): { harbour: Harbour; berths: Berth[] } {
  const harbour = random.id('h');
  const owners = Array.from({ length: Math.max(1, Math.ceil(berths * 0.8)) }, () => random.id('o'));
  return {
    harbour: {
      harbour,
      name: `${random.name()} Haven`,
      coast: random.pick(COASTS),
      channel: random.int(8, 80),
    },
    berths: Array.from({ length: berths }, (_, place) => ({
      berth: `${harbour}.${String(place + 1).padStart(4, '0')}`,
      harbour,
      jetty: skewed(random, JETTIES),
      place: place + 1,
      boat: random.name(),
      owner: random.pick(owners),
      length: random.int(520, 1480),
    })),
  };
}
