import type { Item } from '../rig/plain-items.ts';
import { ORDINARY_WHY, type Kind, type Sort } from './kind.ts';
import { DELIMITERS } from './texts.ts';

/** The two parts of a key, such as a parent's identifier and a child's. */
export type Pair = readonly [string, string];

/** Two different pairs that a join with this delimiter makes the same string. */
export interface CollidingPair {
  readonly delimiter: string;
  readonly one: Pair;
  readonly other: Pair;
}

/** `["a#b", "c"]` and `["a", "b#c"]`. */
export function collide(delimiter: string, [a, b, c]: readonly [string, string, string]): CollidingPair {
  return {
    delimiter,
    one: [`${a}${delimiter}${b}`, c],
    other: [a, `${b}${delimiter}${c}`],
  };
}

const WHY =
  'DynamoDB knows no parts of a key: the string is the key. Two pairs that make the same string are one item, and ' +
  'whoever may choose an identifier can reach, or overwrite, what belongs to somebody else. Escape the delimiter in ' +
  'the parts, refuse it, or keep the parts in attributes of their own.';

/** Two pairs of identifiers: they differ, and must go on differing whatever a design makes of them. */
export const PAIRS: Sort<Pair> = {
  chapter: 'items-types-and-keys',
  fewest: 2,
  ordinary: {
    id: 'ordinary',
    inWords: 'ordinary pairs of identifiers',
    why: ORDINARY_WHY,
    draw: (random) => [
      [random.id('a'), random.id('b')],
      [random.id('c'), random.id('d')],
    ],
  },
  awkward: [...DELIMITERS, ''].map(joinedWith),
};

/** The kind of pairs that a design confuses if it writes this between the two parts. */
function joinedWith(delimiter: string): Kind<Pair> {
  return {
    id: delimiter === '' ? 'nothing-between' : `join-${idOf(delimiter)}`,
    inWords:
      delimiter === ''
        ? 'two pairs of identifiers that are the same string with nothing between their parts'
        : `two pairs of identifiers that are the same string when their parts are joined with "${delimiter}"`,
    why: WHY,
    draw(random) {
      const { one, other } = collide(delimiter, [random.id('a'), random.id('b'), random.id('c')]);
      return [one, other];
    },
  };
}

/** The kind for what a design was seen to write between two parts: `#MEMBER#`. */
export function seenBetween({ text, isReversed }: Joiner): Kind<Pair> {
  const kind = joinedWith(text);
  return {
    ...kind,
    id: `seen-${idOf(text)}`,
    inWords: `${kind.inWords}, as this design was seen to do`,
    draw(random) {
      const pairs = kind.draw(random);
      return isReversed ? pairs.map(([first, second]): Pair => [second, first]) : pairs;
    },
  };
}

/** Identifiers go into replay tokens, which people paste into a shell. */
function idOf(delimiter: string): string {
  return Array.from(delimiter, (character) => character.charCodeAt(0).toString(16)).join('');
}

/** What stands between two parts in a stored string; reversed, if the second part comes first. */
export interface Joiner {
  readonly text: string;
  readonly isReversed: boolean;
}

/**
 * How a design joins two parts, seen in what it stored of a pair: each different text between the two in any string
 * attribute. So the pairs that would collide can be made for a key design that nobody has declared.
 */
export function joinersIn(items: readonly Item[], [first, second]: Pair): Joiner[] {
  const found = new Map<string, Joiner>();
  const add = (text: string | undefined, isReversed: boolean): void => {
    if (text !== undefined) found.set(`${isReversed} ${text}`, { text, isReversed });
  };
  for (const value of items.flatMap((item) => Object.values(item))) {
    if (typeof value !== 'string') continue;
    add(between(value, first, second), false);
    add(between(value, second, first), true);
  }
  return [...found.values()];
}

function between(text: string, before: string, after: string): string | undefined {
  const start = text.indexOf(before);
  const end = start < 0 ? -1 : text.indexOf(after, start + before.length);
  return end < 0 ? undefined : text.slice(start + before.length, end);
}
