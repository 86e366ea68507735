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

/** Once the page has been drawn with what holds now. */
async function heightOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1)
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return document.documentElement.scrollHeight;
  });
}

/** Pixels: titles of code are some tenths higher or lower than is known, by what stands in them. */
const ROUNDING = 1;

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
      const moved: string[] = [];
      for (const path of withCode) {
        await page.goto(served.address + path);
        const before = await heightOf(page);
        await page.locator('.frame').evaluateAll((frames) => {
          for (const frame of frames) frame.style.contentVisibility = 'visible';
        });
        const after = await heightOf(page);
        if (Math.abs(before - after) > ROUNDING)
          moved.push(`${path}: ${before} pixels, and ${after} with all code`);
      }
      expect(moved).toEqual([]);
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
