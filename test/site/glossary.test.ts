/*
 * The cards of the glossary in a chapter: by pointer, by keyboard, and not at all.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { loadCourse, pagesOfCourse, type Chapter } from '@keysmith/course';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { pagesOf, pathInSite } from './pages.ts';
import { serve, type ServedSite } from './serve.ts';

const site = inject('site').nested;
const course = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const { chapters } = course;
const [chapter] = chapters as readonly [Chapter, ...Chapter[]];

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

async function open(
  context: TestContext,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext(options);
  try {
    const page = await session.newPage();
    await page.goto(`${served.address}chapters/${chapter.slug}/`);
    await use(page);
  } finally {
    await session.close();
  }
}

const word = (page: Page) => page.locator('a.term').first();
const cards = (page: Page) => page.getByRole('tooltip');
/** Moves the focus as a reader with a keyboard does: from what stands before the word. */
const tabTo = async (page: Page) => {
  await word(page).evaluate((link) => {
    const before = document.createElement('button');
    link.before(before);
    before.focus();
    before.addEventListener('blur', () => before.remove());
  });
  await page.keyboard.press('Tab');
};

describe('the words of the glossary', { timeout: 120_000 }, () => {
  it('are marked once in each chapter, with a card for each', () => {
    const read = pagesOf(site).filter((page) => /^\/chapters\//.test(pathInSite(site, page)));
    expect(read).toHaveLength(pagesOfCourse(course).length);
    for (const { path, elements } of read) {
      const links = elements.filter(({ attributes }) => attributes.get('class') === 'term');
      const described = links.map(({ attributes }) => attributes.get('aria-describedby'));
      const ids = elements
        .filter(({ attributes }) => attributes.get('role') === 'tooltip')
        .map(({ attributes }) => attributes.get('id'));
      expect(described.length, path).toBeGreaterThan(2);
      expect(described, path).toEqual(ids);
    }
  });

  it('show their card to the keyboard, and Escape puts it away', (context) =>
    open(context, {}, async (page) => {
      await tabTo(page);
      await cards(page).waitFor();
      const id = await word(page).getAttribute('aria-describedby');
      expect(await cards(page).getAttribute('id')).toBe(id);
      expect(await word(page).evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      expect(await cards(page).count()).toBe(0);
    }));

  it('show their card to the pointer, which may go onto it', (context) =>
    open(context, {}, async (page) => {
      await word(page).hover();
      await cards(page).waitFor();
      await cards(page).hover();
      expect(await cards(page).count()).toBe(1);
      await page.mouse.move(0, 0);
      await cards(page).waitFor({ state: 'hidden' });
    }));

  it.for([1440, 390])(
    'keep their cards on a screen of %i pixels, and move nothing',
    async (width, context) => {
      if (!browser) return context.skip(NO_BROWSER);
      const page = await browser.newPage({ viewport: { width, height: 844 } });
      try {
        await page.goto(`${served.address}chapters/${chapter.slug}/`);
        for (const link of await page.locator('a.term').all()) {
          await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
          // The event of scrolling comes with the next frame, and puts cards away.
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
          const before = await page.evaluate(() => document.documentElement.scrollHeight);
          await link.hover();
          await cards(page).waitFor();
          const box = await cards(page).boundingBox();
          expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width).toBe(true);
          expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
          await page.keyboard.press('Escape');
        }
      } finally {
        await page.close();
      }
    },
  );

  it('lead to the glossary, with JavaScript or without', (context) =>
    open(context, { javaScriptEnabled: false }, async (page) => {
      const text = await word(page).innerText();
      await word(page).click();
      await page.waitForURL(/\/courses\/keysmith\/glossary\/#/);
      const entry = page.locator(new URL(page.url()).hash);
      expect(text.toLowerCase()).toContain((await entry.innerText()).toLowerCase().slice(0, 4));
    }));

  it.for(['light', 'dark'] as const)(
    'give axe nothing to find with a card open, %s',
    (colorScheme, context) =>
      open(context, { colorScheme }, async (page) => {
        await tabTo(page);
        await cards(page).waitFor();
        const builder = new AxeBuilder({ page }).setLegacyMode().include('main').exclude('.expressive-code');
        const { violations } = await builder.analyze();
        expect(
          violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
        ).toEqual([]);
      }),
  );
});
