import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openLetters } from '../../../site/preview/letters.ts';
import { TYPEFACE } from '../../../site/preview/integration.ts';

const letters = await openLetters(fileURLToPath(import.meta.resolve(TYPEFACE)));
const line = { x: 0, baseline: 0, size: 20, width: 200 };
const outlineOf = (svg: string) => / d="([^"]*)"/.exec(svg)?.[1];

describe('a line of letters', () => {
  it('is as wide as it says, and twice as wide in letters of twice the size', () => {
    const { width } = letters.draw('TRIP#42', line, 'red');
    expect(width).toBeCloseTo(letters.width('TRIP#42', 20));
    expect(letters.width('TRIP#42', 40)).toBeCloseTo(2 * width);
  });

  it('stands where it is told to, on its baseline', () => {
    const { svg } = letters.draw('i', { ...line, x: 7, baseline: 30 }, '#123456');
    expect(svg).toMatch(/^<path transform="translate\(7 30\) scale\(0\.02 -0\.02\)" fill="#123456" d="M/);
  });

  it('ends with an ellipsis where there is no room for all of it', () => {
    const { svg } = letters.draw('wwwwwwwwww', { ...line, width: 60 }, 'red');
    const { svg: short } = letters.draw('www…', line, 'red');
    expect(outlineOf(svg)).toBe(outlineOf(short));
  });

  it('is nothing where not even that has room, or where no letter is left', () => {
    expect(letters.draw('www', { ...line, width: 5 }, 'red')).toEqual({ svg: '', width: 0 });
    expect(letters.draw('▸', line, 'red')).toEqual({ svg: '', width: 0 });
  });

  it('never has more room than it was given', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 400 }), (text, width) => {
        expect(letters.draw(text, { ...line, width }, 'red').width).toBeLessThanOrEqual(width + 0.02);
      }),
      { seed: 1 },
    );
  });

  it('is drawn from one typeface', async () => {
    await expect(openLetters(fileURLToPath(import.meta.url))).rejects.toThrow(/font/i);
  });
});
