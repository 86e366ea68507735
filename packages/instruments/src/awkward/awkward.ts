import type { Random } from '../random.ts';
import { compareBytes } from './byte-order.ts';
import { INSTANTS } from './instants.ts';
import type { Sort } from './kind.ts';
import { NUMBERS, SIZES } from './numbers.ts';
import { collide, type CollidingPair } from './pairs.ts';
import { DELIMITERS, IDS, TEXTS, ofBytes } from './texts.ts';

/** Values that are legal and that break encodings, drawn from a seed. */
export interface Awkward {
  /**
   * So many different identifiers, kinds mixed: with delimiters, each other's beginnings, "9" and "10", "anna" and
   * "Anna", composed and decomposed, "__proto__". From 18 on, two of every kind at least.
   */
  ids(count: number): string[];
  /** So many different texts for attributes: as identifiers are, and empty, and with many bytes. */
  strings(count: number): string[];
  /** The same in DynamoDB's order, that of UTF-8 bytes; JavaScript's `sort` gives another one. Three at least. */
  sortedStrings(count: number): string[];
  /** So many different numbers: 9 and 10, negative, fractions, 1e-7. */
  numbers(count: number): number[];
  /** So many instants, some equal, in milliseconds since the epoch, all after the beginning of virtual time, rising. */
  instants(count: number): number[];
  /** Pairs that a join makes the same: one for each of these delimiters, the usual ones unless they are given. */
  collidingPairs(delimiters?: readonly string[]): CollidingPair[];
  /** How many of something, rising: 0, 1, around the largest batches, and around a page if its length is given. */
  sizes(page?: number): number[];
  /** An empty set, sets of one, and one of awkward identifiers. */
  sets(): Set<string>[];
  /** A text of exactly so many bytes in few characters: 1,024 is the longest sort key, 2,048 the longest partition key. */
  ofBytes(bytes: number): string;
}

export function awkward(random: Random): Awkward {
  const { mixed, distinct } = mixerOf(random);
  return {
    ids: (count) => distinct(IDS, count),
    strings: (count) => distinct(TEXTS, count),
    sortedStrings(count) {
      if (count < 3) throw new RangeError(`awkward.sortedStrings takes 3 or more, not ${count}`);
      const order = IDS.awkward.find(({ id }) => id === 'order');
      const confused = order?.draw(random).slice(0, TOGETHER) ?? [];
      const others = distinct(IDS, count + confused.length).filter((text) => !confused.includes(text));
      return [...confused, ...others].slice(0, count).sort(compareBytes);
    },
    numbers: (count) => distinct(NUMBERS, count),
    instants: (count) => mixed(INSTANTS, count).sort((one, other) => one - other),
    collidingPairs: (delimiters = [...DELIMITERS, '']) =>
      delimiters.map((delimiter) => collide(delimiter, [random.id('a'), random.id('b'), random.id('c')])),
    sizes(page) {
      const around = page === undefined ? [] : [page - 1, page, page + 1, 2 * page];
      const sizes = [...SIZES.awkward.flatMap((kind) => kind.draw(random)), ...around];
      return [...new Set(sizes)].sort((one, other) => one - other);
    },
    sets: () => [
      new Set(),
      new Set([random.id('a')]),
      new Set([random.pick(DELIMITERS)]),
      new Set(distinct(IDS, IDS.awkward.length)),
    ],
    ofBytes: (bytes) => ofBytes(bytes, random),
  };
}

/** How many of each kind come one after the other: it takes two to be confused. */
const TOGETHER = 2;

/** Mixes the kinds of a sort: all in random order, two of each, and then again all that each of them draws. */
function mixerOf(random: Random) {
  function* values<T>({ awkward: kinds }: Sort<T>): Generator<T> {
    for (const kind of random.shuffle(kinds)) yield* kind.draw(random).slice(0, TOGETHER);
    for (;;) for (const kind of random.shuffle(kinds)) yield* kind.draw(random);
  }
  const mixed = <T>(sort: Sort<T>, count: number): T[] => {
    const drawn: T[] = [];
    for (const value of values(sort)) if (drawn.push(value) >= count) break;
    return drawn.slice(0, count);
  };
  const distinct = <T>(sort: Sort<T>, count: number): T[] => {
    const drawn = new Set<T>();
    for (const value of values(sort)) if (drawn.add(value).size >= count) break;
    return [...drawn].slice(0, count);
  };
  return { mixed, distinct };
}
