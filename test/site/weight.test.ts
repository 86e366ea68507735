import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { kindOf } from './kinds.ts';
import { pagesOf, pathInSite } from './pages.ts';
import { weightOf } from './weigh.ts';

const site = inject('site').plain;
const KB = 1_000;
/** How much script a page may have before anybody touches it, compressed. */
const SCRIPT_BYTES_MAX = 40 * KB;

/**
 * What a page may transfer, compressed, with its fonts. A solution shows every file of every wrong answer, and nobody
 * comes across it by accident.
 */
function pageBytesMax(path: string): number {
  return kindOf(path) === 'solution' ? 250 * KB : 150 * KB;
}

/** The colours of code that is nothing in particular, as the style sheet of all code has them: one for each theme. */
function colourOfCode(): ReadonlySet<string> {
  const folder = join(site.folder, '_astro');
  const [sheet = ''] = readdirSync(folder).filter((name) => /^ec\..*\.css$/.test(name));
  const text = readFileSync(join(folder, sheet), 'utf8');
  return new Set([...text.matchAll(/--ec-codeFg:(#[0-9a-f]{6})/gi)].map(([, colour = '']) => colour));
}

const plain = colourOfCode();

it('knows the colour of code in each theme', () => {
  expect(plain.size).toBe(2);
});

describe.each(pagesOf(site).map((page) => [pathInSite(site, page), page] as const))('%s', (path, page) => {
  const { scriptBytes, allBytes } = weightOf(site, page);

  it('has at most 40 KB of script', () => {
    expect(scriptBytes).toBeGreaterThan(0);
    expect(scriptBytes).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  });

  it('has no element for words that have the colour of all code', () => {
    const styles = page.elements.map(({ attributes }) => attributes.get('style') ?? '');
    const ofCode = styles
      .filter((style) => style.startsWith('--0:'))
      .map((style) => style.match(/#\w+/g) ?? []);
    expect(ofCode.filter((colours) => colours.every((colour) => plain.has(colour.toLowerCase())))).toEqual(
      [],
    );
  });

  it(`weighs at most ${pageBytesMax(path) / KB} KB`, () => {
    expect(allBytes).toBeGreaterThan(scriptBytes);
    expect(allBytes).toBeLessThanOrEqual(pageBytesMax(path));
  });
});
