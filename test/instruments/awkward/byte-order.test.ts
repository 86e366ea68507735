import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes } from '../../../packages/instruments/src/awkward/byte-order.ts';

// Characters from both sides of the place where UTF-16 and UTF-8 disagree, so that they meet often.
const texts = fc.string({
  unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}'),
});

describe('the order of bytes', () => {
  it('is that of the UTF-8 form, for any two strings', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const right = Buffer.compare(Buffer.from(one), Buffer.from(other));
        expect(Math.sign(compareBytes(one, other))).toBe(right);
      }),
      { seed: 1 },
    );
  });

  it("is not JavaScript's where a character lies beyond U+FFFF", () => {
    const [wide, emoji] = ['\uff21', '\u{1f600}'];
    expect([wide, emoji].sort()).toEqual([emoji, wide]);
    expect([emoji, wide].sort(compareBytes)).toEqual([wide, emoji]);
  });
});
