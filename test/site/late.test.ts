/*
 * What a page leaves for later: code that is far below, and the search's own script. Neither may be seen to come late.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { pagesOf, pathInSite } from './pages.ts';
import { serve, type ServedSite } from './serve.ts';

const site = inject('site').nested;

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serve(site);
});
afterAll(async () => {
  await browser?.close();
  await served[Symbol.asyncDispose]();
});

async function open(context: TestContext, width: number, look: (page: Page) => Promise<void>): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const page = await browser.newPage({ viewport: { width, height: 844 } });
  try {
    await look(page);
  } finally {
    await page.close();
  }
}

/** Heights in pixels: what is kept for each block of code, and what it takes once it is laid out. */
interface Heights {
  readonly kept: readonly number[];
  readonly taken: readonly number[];
}

function heightsOf(page: Page): Promise<Heights> {
  return page.locator('.frame').evaluateAll((frames) => {
    const heights = (): number[] => frames.map((frame) => frame.getBoundingClientRect().height);
    const kept = heights();
    for (const frame of frames) frame.style.contentVisibility = 'visible';
    return { kept, taken: heights() };
  });
}

const withCode = pagesOf(site)
  .filter(({ elements }) =>
    elements.some(({ attributes }) => attributes.get('style')?.includes('--ks-lines')),
  )
  .map((page) => pathInSite(site, page));

describe('code that is far below', () => {
  it('is on most pages', () => {
    expect(withCode.length).toBeGreaterThan(20);
  });

  it.for([390, 1440])('has the height of code that is laid out, at %i pixels', (width, context) =>
    open(context, width, async (page) => {
      for (const path of withCode) {
        await page.goto(served.address + path);
        const { kept, taken } = await heightsOf(page);
        expect(kept, path).toEqual(taken);
      }
    }),
  );
});

describe('the search', () => {
  it('is loaded when it is opened, and has the focus', (context) =>
    open(context, 1440, async (page) => {
      const scripts: string[] = [];
      page.on('request', (request) => scripts.push(request.url()));
      await page.goto(served.address, { waitUntil: 'networkidle' });
      const before = scripts.length;
      expect(scripts.filter((address) => /pagefind|ui-core/.test(address))).toEqual([]);
      await page.keyboard.press('Control+k');
      const field = page.getByRole('textbox', { name: 'Search' });
      await field.waitFor();
      expect(scripts.length).toBeGreaterThan(before);
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    }));
});
