/** Numbers that look random and are the same for the same seed (a 32-bit mixing generator). */
export interface Random {
  (): number;
  /** Another source that goes on as this one would. */
  copy(): Random;
}

/** 0 <= x < 1. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.assign(next, { copy: () => seeded(state) });
}

export function hexDigits(random: Random, count: number): string {
  let out = '';
  while (out.length < count) out += Math.floor(random() * 16).toString(16);
  return out;
}

export function uuid(random: Random): string {
  const hex = hexDigits(random, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
