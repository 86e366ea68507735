import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** Somebody who works at the opera house. */
export interface Colleague {
  person: string;
  name: string;
}

/** "`person` manages `other` since …": a tie leads from `person` to `other`, and `since` is a day: `2019-03-04`. */
export interface Tie {
  person: string;
  type: TieType;
  other: string;
  since: string;
}

/** What may be between two people. One type begins like another. */
export const TIE_TYPES = ['manages', 'mentors', 'covers', 'covers-matinees'] as const;
export type TieType = (typeof TIE_TYPES)[number];

export interface OperaHouse {
  colleagues: Colleague[];
  ties: Tie[];
}

export function drawColleague(random: Random, person = random.id('p')): Colleague {
  return { person, name: `${random.name()} ${random.name()}` };
}

/** A day between 2008 and 2026 that every month has. */
export function drawDay(random: Random): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${random.int(2008, 2026)}-${twoDigits(random.int(1, 12))}-${twoDigits(random.int(1, 28))}`;
}

/**
 * An opera house of `people`: everybody but the director has one manager, and the first who came manage most; half of
 * all have a mentor, and a third somebody who covers for them, some of these at matinees only. No tie is there twice.
 */
export function drawOperaHouse(random: Random, people: number): OperaHouse {
  const colleagues = Array.from({ length: people }, () => drawColleague(random));
  const ties = colleagues.flatMap(({ person: other }, at): Tie[] => {
    const seniors = colleagues.slice(0, at).map(({ person }) => person);
    if (seniors.length === 0) return [];
    const to = (type: TieType): Tie => ({
      person: skewed(random, seniors),
      type,
      other,
      since: drawDay(random),
    });
    const more = [
      ...(random.fraction() < 1 / 2 ? [to('mentors')] : []),
      ...(random.fraction() < 1 / 3 ? [to(random.pick(['covers', 'covers-matinees']))] : []),
    ];
    return [to('manages'), ...more];
  });
  return { colleagues, ties };
}
