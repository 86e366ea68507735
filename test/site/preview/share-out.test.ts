import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from '../../../site/preview/share-out.ts';

describe('a width that is shared out', () => {
  it.each([
    [[10, 20], 100, [10, 20]],
    [[10, 300, 200], 110, [10, 50, 50]],
    [[300, 40, 60], 170, [70, 40, 60]],
    [[], 100, []],
  ])('gives those who wish for %j of %i %j', (wished, all, widths) => {
    expect(shareOut(wished, all)).toEqual(widths);
  });

  it('gives nobody more than they wish, and never more than there is', () => {
    const wished = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 8 });
    fc.assert(
      fc.property(wished, fc.integer({ min: 0, max: 1000 }), (wishes, all) => {
        const widths = shareOut(wishes, all);
        for (const [at, width] of widths.entries()) expect(width).toBeLessThanOrEqual(wishes[at] ?? 0);
        const given = widths.reduce((sum, width) => sum + width, 0);
        const wanted = wishes.reduce((sum, wish) => sum + wish, 0);
        expect(given).toBeCloseTo(Math.min(all, wanted));
      }),
      { seed: 1 },
    );
  });
});
