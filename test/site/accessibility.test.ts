import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { oneOfEachKind, pathsOf } from './kinds.ts';
import { searchFor } from './search.ts';
import { serve, type ServedSite } from './serve.ts';

const site = inject('site').plain;
const kinds = oneOfEachKind(site);
const PHONE = { width: 390, height: 844 };

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  served = await serve(site);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served[Symbol.asyncDispose]();
});

/** Opens a page and gives what axe finds on it, each as "rule: element". */
async function violations(
  context: TestContext,
  path: string,
  { prepare, ...options }: BrowserContextOptions & { prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<readonly string[]> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light', ...options });
  try {
    const page = await session.newPage();
    await page.goto(new URL(path.slice(1), served.address).href);
    await prepare?.(page);
    await shortenCode(page);
    const found = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  } finally {
    await session.close();
  }
}

/** Lines of code kept of each block. Axe takes most of its time for them, and one block's lines are all alike to it. */
const CODE_LINES_MAX = 3;

async function shortenCode(page: Page): Promise<void> {
  await page.evaluate((max) => {
    document.querySelectorAll(`.ec-line:nth-child(n + ${max + 1})`).forEach((line) => line.remove());
  }, CODE_LINES_MAX);
}

/** Opens everything that unfolds, from the outside in. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
}

describe('axe finds nothing', { timeout: 120_000 }, () => {
  it.for(pathsOf(site))('on %s with everything unfolded', async (path, context) => {
    expect(await violations(context, path, { prepare: unfold })).toEqual([]);
  });

  it.for(kinds)('on a page of the kind %s on a phone', async ([, path], context) => {
    expect(await violations(context, path, { viewport: PHONE })).toEqual([]);
  });

  it.for(kinds)('on a dark page of the kind %s with everything unfolded', async ([, path], context) => {
    expect(await violations(context, path, { prepare: unfold, colorScheme: 'dark' })).toEqual([]);
  });

  it('with the menu of a phone open', async (context) => {
    const prepare = (page: Page) => page.getByRole('button', { name: 'Menu' }).click();
    expect(await violations(context, '/start/', { viewport: PHONE, prepare })).toEqual([]);
  });

  it('with the search open and its results shown', async (context) => {
    const prepare = (page: Page) => searchFor(page, 'item collection');
    expect(await violations(context, '/', { prepare })).toEqual([]);
  });
});

describe('what axe does not see', { timeout: 60_000 }, () => {
  it.for(kinds)('a page of the kind %s does not scroll sideways on a phone', async ([, path], context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const page = await browser.newPage({ viewport: PHONE });
    try {
      await page.goto(new URL(path.slice(1), served.address).href);
      await unfold(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        PHONE.width,
      );
    } finally {
      await page.close();
    }
  });
});
