import type { Random } from '../random.ts';

/** One way in which values of one sort are awkward, and why that breaks designs. */
export interface Kind<T> {
  /** Stands in replay tokens, and in the option `kinds`. */
  readonly id: string;
  /** Completes "the values were …". */
  readonly inWords: string;
  readonly why: string;
  /** Two values or more unless the sort has single ones; the first two show the awkwardness already. */
  draw(random: Random): readonly T[];
}

/** All awkward kinds of one sort of values, and the ordinary one that they are compared with. */
export interface Sort<T> {
  readonly ordinary: Kind<T>;
  readonly awkward: readonly Kind<T>[];
  /** The chapter that explains it. */
  readonly chapter: string;
  /** With how few values the work still makes sense. */
  readonly fewest: 1 | 2;
  /** How messages write a value; as TypeScript does unless it is given. */
  readonly show?: (value: T) => string;
}

export const ORDINARY_WHY =
  'There is nothing awkward in these values: what breaks with them breaks with any.';
