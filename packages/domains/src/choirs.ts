import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

export interface Choir {
  choir: string;
  name: string;
  town: string;
}

export interface Singer {
  singer: string;
  name: string;
  /** What they wrote about themselves; they change it often. */
  motto: string;
}

/** That a singer sings in a choir. */
export interface Membership {
  choir: string;
  singer: string;
  voice: string;
  /** The year in which it began. */
  since: number;
}

export interface Choirs {
  choirs: Choir[];
  singers: Singer[];
  memberships: Membership[];
}

const VOICES = ['soprano', 'alto', 'tenor', 'bass'];
const MOTTOS = ['sings in the rain', 'rests on the third beat', 'reads at sight', 'hums on the tram'];

/**
 * A town's first choir, which has so many singers, and two smaller ones, each with some of the same singers: the first
 * singer sings in all three.
 */
export function drawChoirs(random: Random, size: number): Choirs {
  const town = random.name();
  const choirs = ['Cantata', 'Minster', 'Harbour'].map((name) => ({
    choir: random.id('c'),
    name: `${name} of ${town}`,
    town,
  }));
  const singers = Array.from({ length: size }, () => ({
    singer: random.id('s'),
    name: `${random.name()} ${random.name()}`,
    motto: random.pick(MOTTOS),
  }));
  const [main, ...others] = choirs;
  const memberOf = ({ choir }: Choir, { singer }: Singer): Membership => ({
    choir,
    singer,
    voice: skewed(random, VOICES),
    since: random.int(1988, 2026),
  });
  const some = singers.slice(0, Math.max(1, Math.floor(size / 5)));
  return {
    choirs,
    singers,
    memberships: [
      ...(main === undefined ? [] : singers.map((singer) => memberOf(main, singer))),
      ...others.flatMap((choir) => some.map((singer) => memberOf(choir, singer))),
    ],
  };
}
