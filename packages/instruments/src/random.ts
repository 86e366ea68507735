import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that a seed decides: the same seed draws the same values on every machine. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** 0 <= x < 1. */
  fraction(): number;
  /** One of the values, each as likely as the others. */
  pick<T>(values: readonly T[]): T;
  /** `count` different values, in random order. */
  sample<T>(values: readonly T[], count: number): T[];
  shuffle<T>(values: readonly T[]): T[];
  /** A short identifier, unlike every other from this source and its forks: "k3f9-12", and "k3f9-x4q-12" from a fork. */
  id(prefix?: string): string;
  /** A made-up name of a person, a film, a city …: two to four syllables, capitalised. */
  name(): string;
  /** A source of its own, so that drawing more here does not change what is drawn there. */
  fork(label: string): Random;
}

const SYLLABLES = 'ba den ka lo mi nor pe ra si tu vel wa xi yo zan fer gul ho ile jun'.split(' ');

/** 32-bit FNV-1a: spreads a label over the generator's seeds. */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    state ^= text.charCodeAt(i);
    state = Math.imul(state, 0x01000193);
  }
  return state | 0;
}

export function createRandom(seed: number, label = ''): Random {
  const generator = xoroshiro128plus(hash(`${seed}/${label}`));
  let drawnIds = 0;
  // Each fork counts for itself, so the count alone would not keep its ids apart from those of the others.
  const fork = label.indexOf('/');
  const tag = fork < 0 ? '' : `${(hash(label.slice(fork)) >>> 0).toString(36).slice(-3)}-`;
  const int = (min: number, max: number): number => {
    if (!Number.isInteger(min) || !Number.isInteger(max) || min > max) {
      throw new RangeError(`random.int takes whole numbers, the smaller first: int(${min}, ${max})`);
    }
    return uniformInt(generator, min, max);
  };
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new RangeError('random.pick needs at least one value');
    return values[int(0, values.length - 1)] as T;
  };
  const shuffle = <T>(values: readonly T[]): T[] => {
    const result = [...values];
    for (let i = result.length - 1; i > 0; i -= 1) {
      const j = int(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  };
  return {
    int,
    fraction: () => int(0, 2 ** 30 - 1) / 2 ** 30,
    pick,
    shuffle,
    sample: (values, count) => {
      if (count > values.length) throw new RangeError(`random.sample: ${count} of ${values.length} values`);
      return shuffle(values).slice(0, count);
    },
    id: (prefix = 'k') => `${prefix}${int(0, 46655).toString(36).padStart(3, '0')}-${tag}${(drawnIds += 1)}`,
    name: () => {
      const text = Array.from({ length: int(2, 4) }, () => pick(SYLLABLES)).join('');
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    fork: (name) => createRandom(seed, `${label}/${name}`),
  };
}
