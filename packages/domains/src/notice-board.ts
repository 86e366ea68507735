import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** One of the neighbours who use Flurfunk, the notice boards of a housing cooperative. All but the id may change. */
export interface Neighbour {
  readonly person: string;
  readonly name: string;
  readonly status: string;
}

/** What is written on a notice: its author and those it mentions are ids of neighbours. */
export interface Notice {
  readonly board: string;
  readonly author: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

const STATUSES = [
  'at home',
  'away until Monday',
  'ask me about the bicycle cellar',
  'night shift, please do not ring',
  'has the key to the roof',
];

const TEXTS = [
  'Who has borrowed the long ladder from the cellar?',
  'The washing machine on the left is broken again. Somebody comes on Thursday.',
  'Plums! Two crates stand at the bottom of the stairs. Help yourselves.',
  'We meet in the yard at seven to plan the summer party.',
  'Found: a child\u2019s glove, green, left hand.',
  'The water is off on Tuesday between eight and noon.',
];

export function drawNeighbour(random: Random, person = random.id('n').toLowerCase()): Neighbour {
  return { person, name: `${random.name()} ${random.name()}`, status: random.pick(STATUSES) };
}

/** A notice by one of the people, of whom the first write most. It mentions so many of the others. */
export function drawNotice(
  random: Random,
  { board, people, mentions = 0 }: { board: string; people: readonly string[]; mentions?: number },
): Notice {
  const author = skewed(random, people);
  const others = people.filter((person) => person !== author);
  return { board, author, text: random.pick(TEXTS), mentions: random.sample(others, mentions) };
}
