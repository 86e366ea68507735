/** Chance from a seed: the same seed gives the same choices on every machine. */
export interface Chance {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** True with a probability of one in `odds`. */
  oneIn(odds: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
}

/** The generator mulberry32: 32 bits of state, fast, and good enough to choose what to break. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    oneIn: (odds) => below(odds) === 0,
    pick: (values) => {
      if (values.length === 0) throw new RangeError('There is nothing to pick from.');
      return values[below(values.length)] as (typeof values)[number];
    },
  };
}
