import { readFile } from 'node:fs/promises';
import { create, type Glyph } from 'fontkitten';

/** Where a line of text stands, in units of the drawing. */
export interface Line {
  readonly x: number;
  readonly baseline: number;
  /** Of the letters. */
  readonly size: number;
  /** What there is room for; a text that is longer ends with an ellipsis. */
  readonly width: number;
}

/** Draws text as outlines, so that no font has to be on the machine that turns the drawing into pixels. */
export interface Letters {
  /** How wide a whole text is in letters of a size. */
  width(text: string, size: number): number;
  /** A line as a path of SVG, and how wide it has become. */
  draw(text: string, line: Line, colour: string): { readonly svg: string; readonly width: number };
}

/**
 * Letters of the site's own typeface, in its regular weight. What the typeface has no letter for is left out.
 *
 * @param file a font's path
 */
export async function openLetters(file: string): Promise<Letters> {
  const font = create(await readFile(file));
  if (font.isCollection) throw new Error(`${file} holds several fonts, and not one.`);
  const glyphsOf = (text: string): readonly Glyph[] =>
    font.glyphsForString(text).filter(({ id }) => id !== 0);
  const ellipsis = glyphsOf('…');
  return {
    width: (text, size) => (widthOf(glyphsOf(text)) * size) / font.unitsPerEm,
    draw(text, { x, baseline, size, width }, colour) {
      const scale = size / font.unitsPerEm;
      const glyphs = fitting(glyphsOf(text), ellipsis, width / scale);
      let left = 0;
      const outlines = glyphs.map((glyph) => {
        const outline = glyph.path.translate(left, 0).toSVG();
        left += glyph.advanceWidth;
        return outline;
      });
      // A font's y points upwards.
      const place = `translate(${x} ${baseline}) scale(${scale} ${-scale})`;
      const svg = left === 0 ? '' : `<path transform="${place}" fill="${colour}" d="${outlines.join('')}"/>`;
      return { svg, width: left * scale };
    },
  };
}

/** As many glyphs as there is room for, in units of the font; nothing if not even the ellipsis fits. */
function fitting(glyphs: readonly Glyph[], ellipsis: readonly Glyph[], room: number): readonly Glyph[] {
  // A unit is too little to be seen, and more than sums of fractions are off by.
  if (widthOf(glyphs) <= room + 1) return glyphs;
  let left = room - widthOf(ellipsis);
  if (left < 0) return [];
  const end = glyphs.findIndex(({ advanceWidth }) => (left -= advanceWidth) < 0);
  return [...glyphs.slice(0, end), ...ellipsis];
}

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0);
}
