/* Link previews of the built site, and its pages on paper. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { kindOf, oneOfEachKind } from './kinds.ts';
import { pagesOf, pathInSite, type BuiltPage } from './pages.ts';
import { serve, type ServedSite } from './serve.ts';

const { nested, plain } = inject('site');
const ADDRESS = 'https://keysmith.example/courses/keysmith/';

const propertyOf = (page: BuiltPage, name: string): string | undefined =>
  page.elements
    .find(({ name: tag, attributes }) => tag === 'meta' && attributes.get('property') === name)
    ?.attributes.get('content');

describe('a link preview', () => {
  const pages = pagesOf(nested);

  it('has a title and a description on every page', () => {
    for (const page of pages) {
      expect(propertyOf(page, 'og:title')?.length, page.path).toBeGreaterThan(3);
      expect(propertyOf(page, 'og:description')?.length, page.path).toBeGreaterThan(20);
    }
  });

  it('has a picture of its own for every chapter and exercise, with a text equivalent', () => {
    const shown = pages.filter((page) => /^(chapter|exercise)$/.test(kindOf(pathInSite(nested, page))));
    expect(shown.length).toBeGreaterThan(1);
    for (const page of shown) {
      const address = propertyOf(page, 'og:image') ?? '';
      expect(address).toBe(`${ADDRESS}preview${pathInSite(nested, page).slice(0, -1)}.png`);
      expect(propertyOf(page, 'og:image:alt'), page.path).toMatch(/\w+ \w+/);
    }
  });

  it('has pictures of the size that it says, none of them heavy', () => {
    const addresses = pages.flatMap((page) => propertyOf(page, 'og:image') ?? []);
    for (const address of addresses) {
      const png = readFileSync(join(nested.folder, address.slice(ADDRESS.length)));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
      expect(png.length).toBeLessThan(60_000);
    }
  });

  it('has no picture on solutions, nor where the origin of the site is unknown', () => {
    const solutions = pages.filter((page) => kindOf(pathInSite(nested, page)) === 'solution');
    for (const page of [...solutions, ...pagesOf(plain)])
      expect(propertyOf(page, 'og:image'), page.path).toBe(undefined);
    expect(existsSync(join(plain.folder, 'preview'))).toBe(false);
  });
});

describe('a page on paper', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let served: ServedSite;

  beforeAll(async () => {
    served = await serve(plain);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await served[Symbol.asyncDispose]();
  });

  it.for(oneOfEachKind(plain))(
    'of the kind %s is dark on white, without what works on a screen only',
    async ([, path], context) => {
      if (!browser) return context.skip(NO_BROWSER);
      const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 794, height: 1123 } });
      try {
        await page.goto(new URL(path.slice(1), served.address).href);
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const seen = page
          .locator('header.header, nav.sidebar, keysmith-lab, .right-sidebar')
          .locator('visible=true');
        expect(await seen.count()).toBe(0);
        const colours = await page.evaluate(() => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          return { color, backgroundColor };
        });
        expect(colours).toEqual({ color: 'rgb(21, 25, 30)', backgroundColor: 'rgb(255, 255, 255)' });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
      } finally {
        await page.close();
      }
    },
  );
});
