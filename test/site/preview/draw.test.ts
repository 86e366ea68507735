import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPreview, PREVIEW_WIDTH } from '../../../site/preview/draw.ts';
import { picturePath, withPicture } from '../../../site/preview/integration.ts';

const row = (words: readonly number[], isRead = false) => ({
  isRead,
  cells: [{ words }, { words, entity: 2 }],
});
const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length;

describe('a preview', () => {
  it('shows each row, its kind, and what is read', () => {
    const svg = drawPreview({ alt: '', cards: [{ title: [4], rows: [row([3]), row([3], true)] }] });
    expect(count(svg, /fill="#f0804d"/g)).toBe(2);
    expect(count(svg, /fill="#33290f"/g)).toBe(1);
    expect(count(svg, /fill="#c6cbd2"/g)).toBe(3);
  });

  /** Left and right ends of what fits a pattern, in pixels of the picture. */
  const spansOf = (svg: string, pattern: RegExp): readonly (readonly [number, number])[] => {
    const scale = Number(/<g transform="translate\(64 150\) scale\(([\d.]+)\)">/.exec(svg)?.[1]);
    return [...svg.matchAll(pattern)].map(([, x, width]) => {
      const left = 64 + Number(x) * scale;
      return [Math.round(left), Math.round(left + Number(width) * scale)] as const;
    });
  };
  const FRAME = /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*stroke-width="2"/g;
  const WORD = /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="14"/g;

  it('puts several cards side by side and a single one over the whole width', () => {
    const card = { title: [4], rows: [row([3])] };
    expect(spansOf(drawPreview({ alt: '', cards: [card] }), FRAME)).toEqual([[64, PREVIEW_WIDTH - 64]]);
    const [left, right] = spansOf(drawPreview({ alt: '', cards: [card, card] }), FRAME);
    expect(left?.[0]).toBe(64);
    expect(right?.[1]).toBe(PREVIEW_WIDTH - 64);
    expect(left?.[1]).toBeLessThan(right?.[0] ?? 0);
  });

  it('lets no word run out of its card, however long it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }), (words) => {
        const svg = drawPreview({ alt: '', cards: [{ title: words, rows: [row(words)] }] });
        for (const [, right] of spansOf(svg, WORD)) expect(right).toBeLessThanOrEqual(PREVIEW_WIDTH - 64);
      }),
    );
  });
});

describe('a page with a preview', () => {
  it.each([
    ['index.html', 'preview/home.png'],
    ['chapters/one-to-many/index.html', 'preview/chapters/one-to-many.png'],
    ['chapters\\one-to-many\\index.html', 'preview/chapters/one-to-many.png'],
  ])('%s has its picture at %s', (file, picture) => {
    expect(picturePath(file)).toBe(picture);
  });

  it('names it in its head, whatever its text equivalent holds', () => {
    const html = withPicture('<head></head><body></body>', {
      address: 'https://x.example/p.png',
      alt: 'a "$&" b',
    });
    expect(html).toMatch(/^<head><meta property="og:image" content="https:\/\/x\.example\/p\.png">/);
    expect(html).toContain('content="a &quot;$&&quot; b"></head><body></body>');
  });
});
