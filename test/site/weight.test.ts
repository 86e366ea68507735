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

describe.each(pagesOf(site).map((page) => [pathInSite(site, page), page] as const))('%s', (path, page) => {
  const { scriptBytes, allBytes } = weightOf(site, page);

  it('has at most 40 KB of script', () => {
    expect(scriptBytes).toBeGreaterThan(0);
    expect(scriptBytes).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  });

  it(`weighs at most ${pageBytesMax(path) / KB} KB`, () => {
    expect(allBytes).toBeGreaterThan(scriptBytes);
    expect(allBytes).toBeLessThanOrEqual(pageBytesMax(path));
  });
});
