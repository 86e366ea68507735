import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinersIn, seenBetween, type Pair } from '../../../packages/instruments/src/awkward/pairs.ts';
import { createRandom } from '../../../packages/instruments/src/random.ts';

const seen: Pair = ['a1', 'b2'];

describe('how a design joins two parts', () => {
  it('is seen in what it stored, in either order', () => {
    const items = [
      { pk: 'TEAM#a1#MEMBER#b2', sk: 'MEMBER', note: 'a1' },
      { pk: 'b2/a1', count: 2, tags: new Set(['a1|b2']) },
    ];
    expect(joinersIn(items, seen)).toEqual([
      { text: '#MEMBER#', isReversed: false },
      { text: '/', isReversed: true },
    ]);
  });

  it('is not seen where the parts have attributes of their own', () => {
    expect(joinersIn([{ pk: 'TEAM#a1', sk: 'MEMBER#b2' }], seen)).toEqual([]);
  });

  it('makes pairs that collide in this very design, whatever it writes around and between them', () => {
    // No digits: a part must not be found in the text around it.
    const text = fc.string({ unit: fc.constantFrom('#', '/', 'X', ' ', 'é', '😀') });
    fc.assert(
      fc.property(fc.integer(), text, text, fc.boolean(), (seed, before, middle, isReversed) => {
        const keyOf = ([first, second]: Pair) =>
          isReversed ? `${before}${second}${middle}${first}` : `${before}${first}${middle}${second}`;
        const [joiner] = joinersIn([{ pk: keyOf(seen) }], seen);
        expect(joiner).toEqual({ text: middle, isReversed });
        const [one, other] = seenBetween(joiner as NonNullable<typeof joiner>).draw(createRandom(seed));
        expect(keyOf(one as Pair)).toBe(keyOf(other as Pair));
        expect(one).not.toEqual(other);
      }),
      { seed: 1 },
    );
  });
});
