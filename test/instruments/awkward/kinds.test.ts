import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTANTS } from '../../../packages/instruments/src/awkward/instants.ts';
import type { Kind, Sort } from '../../../packages/instruments/src/awkward/kind.ts';
import { NUMBERS, SIZES } from '../../../packages/instruments/src/awkward/numbers.ts';
import { PAIRS } from '../../../packages/instruments/src/awkward/pairs.ts';
import { IDS, TEXTS } from '../../../packages/instruments/src/awkward/texts.ts';
import { createRandom } from '../../../packages/instruments/src/random.ts';

const sorts: Readonly<Record<string, Sort<unknown>>> = {
  ids: IDS as Sort<unknown>,
  texts: TEXTS as Sort<unknown>,
  pairs: PAIRS as Sort<unknown>,
  numbers: NUMBERS as Sort<unknown>,
  instants: INSTANTS as Sort<unknown>,
  sizes: SIZES as Sort<unknown>,
};

const textOf = (value: unknown) => JSON.stringify(value);

describe.each(Object.entries(sorts))('the kinds of %s', (name, { ordinary, awkward, fewest }) => {
  const kinds: readonly Kind<unknown>[] = [ordinary, ...awkward];

  it('have names of their own that fit a replay token', () => {
    const ids = kinds.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('draw enough different values, the same ones from the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...kinds), (seed, kind) => {
        const values = kind.draw(createRandom(seed));
        expect(values.length).toBeGreaterThanOrEqual(fewest);
        // A token names two of them by one digit each.
        expect(values.length).toBeLessThanOrEqual(10);
        expect(kind.draw(createRandom(seed))).toEqual(values);
        const isEqual = name === 'instants' && kind.id === 'equal';
        expect(new Set(values.map(textOf)).size).toBe(isEqual ? 1 : values.length);
      }),
      { seed: 1 },
    );
  });

  it('say in sentences why they are awkward', () => {
    for (const { why } of kinds) expect(why).toMatch(/^["A-Z].*\.$/s);
  });
});
