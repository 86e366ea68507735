import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawPreview, PREVIEW_WIDTH } from '../../../site/preview/draw.ts';
import { picturePath, TYPEFACE, withPicture } from '../../../site/preview/integration.ts';
import { openLetters } from '../../../site/preview/letters.ts';
import type { PreviewCard } from '../../../site/preview/page-table.ts';

const letters = await openLetters(fileURLToPath(import.meta.resolve(TYPEFACE)));
const texts = (...words: readonly string[]) => words.map((text) => ({ text, isName: false }));
const row = (words: readonly string[], isRead = false) => ({
  isRead,
  cells: [{ texts: texts(...words) }, { texts: texts(...words), entity: 2 }],
});
const draw = (cards: readonly PreviewCard[], heading = 'Ferries') =>
  drawPreview({ heading, alt: '', cards }, letters);
const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length;

const LINE = { x: 0, baseline: 0, size: 20, width: Infinity };

describe('a preview', () => {
  it('shows each row, its kind, and what is read', () => {
    const svg = draw([{ title: texts('pk'), rows: [row(['key']), row(['key'], true)] }]);
    expect(count(svg, /fill="#f0804d"/g)).toBe(2);
    expect(count(svg, /fill="#33290f"/g)).toBe(1);
    // The title and two keys.
    expect(count(svg, /<path [^>]*fill="#e2e6ea"/g)).toBe(3);
  });

  it('draws names fainter than what they name, and none whose value has no room', () => {
    const cells = [{ texts: [...texts('ada'), { text: 'voice', isName: true }, ...texts('x'.repeat(90))] }];
    const named = (width: number) => {
      const cards = Array.from({ length: width }, () => ({ title: [], rows: [{ isRead: false, cells }] }));
      return draw(cards);
    };
    expect(count(named(1), /<path [^>]*fill="#8a94a1"/g)).toBe(1);
    const long = { text: 'v'.repeat(100), isName: true };
    const svg = draw([
      { title: [], rows: [{ isRead: false, cells: [{ texts: [long, ...texts('lost')] }] }] },
    ]);
    const [ellipsis] = [...svg.matchAll(/<path [^>]*fill="#8a94a1" d="([^"]*)"/g)];
    expect(ellipsis?.[1]).toBe(/ d="([^"]*)"/.exec(letters.draw('…', LINE, '').svg)?.[1]);
    expect(count(svg, /<path [^>]*fill="#e2e6ea"/g)).toBe(0);
  });

  it('has its heading in letters as large as there is room for', () => {
    const sizeOf = (heading: string) =>
      Number(
        /scale\(([\d.]+) -[\d.]+\)" fill="#f2f4f6"/.exec(
          draw([{ title: [], rows: [row(['a'])] }], heading),
        )?.[1],
      );
    expect(sizeOf('Ferries')).toBeCloseTo(0.052);
    expect(sizeOf('A heading that is too long for the largest letters')).toBeLessThan(0.052);
    expect(sizeOf('A heading '.repeat(20))).toBeCloseTo(0.034);
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

  it('puts several cards side by side and a single one over the whole width', () => {
    const card = { title: texts('pk'), rows: [row(['key'])] };
    expect(spansOf(draw([card]), FRAME)).toEqual([[64, PREVIEW_WIDTH - 64]]);
    const [left, right] = spansOf(draw([card, card]), FRAME);
    expect(left?.[0]).toBe(64);
    expect(right?.[1]).toBe(PREVIEW_WIDTH - 64);
    expect(left?.[1]).toBeLessThan(right?.[0] ?? 0);
  });

  it('lets no text run out of its card, however long it is', () => {
    const widths: number[] = [];
    const watched = {
      ...letters,
      draw(...given: Parameters<typeof letters.draw>) {
        const drawn = letters.draw(...given);
        if (drawn.width > 0) widths.push(given[1].x + drawn.width);
        return drawn;
      },
    };
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 12 }), (words) => {
        widths.length = 0;
        const svg = drawPreview(
          { heading: '', alt: '', cards: [{ title: texts(...words), rows: [row(words)] }] },
          watched,
        );
        const width = Number(/<rect x="0" y="0" width="([\d.]+)"[^>]*stroke-width="2"/.exec(svg)?.[1]);
        // The heading is drawn in pixels, and here it is empty.
        for (const right of widths) expect(right).toBeLessThanOrEqual(Math.max(width, 128));
      }),
      { seed: 1 },
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
    expect(html).toContain('content="a &quot;$&amp;&quot; b"></head><body></body>');
  });
});
