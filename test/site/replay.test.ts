import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { loadCourse, pagesOfCourse } from '@keysmith/course';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { pagesOf } from './pages.ts';
import { serve, type ServedSite } from './serve.ts';

const site = inject('site').plain;
const course = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const shown = pagesOfCourse(course).flatMap(({ id, replays }) =>
  replays.map(({ file, replay }) => ({ id, file, replay })),
);
const ghost = shown.find(({ file }) => file === 'ghost.replay.json');

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

/** Opens the chapter of the ghost, and gives the page and the place of the run in it. */
async function open(
  context: TestContext,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
) {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext(options);
  try {
    const page = await session.newPage();
    await page.goto(`${served.address}chapters/${ghost?.id}/`);
    await look(page);
  } finally {
    await session.close();
  }
}

const figureOf = (page: Page) => page.locator('.replay').first();
const rowsOf = (page: Page) => figureOf(page).locator('tbody tr:visible').allInnerTexts();

describe('recorded runs on pages', { timeout: 60_000 }, () => {
  it('stand on their pages whole, step by step', () => {
    expect(shown.length).toBeGreaterThanOrEqual(6);
    for (const { id, replay } of shown) {
      const page = pagesOf(site).find(({ path }) => path.endsWith(`/chapters/${id}/`));
      const steps = page?.elements.filter(({ attributes }) => attributes.has('data-step')) ?? [];
      const own = shown.filter((other) => other.id === id).map((other) => other.replay.steps.length);
      expect(steps.length).toBe(own.reduce((sum, count) => sum + count, 0));
      for (const { label } of replay.clients) expect(page?.html).toContain(label);
    }
  });

  it('can be read without JavaScript', (context) =>
    open(context, { javaScriptEnabled: false }, async (page) => {
      const figure = figureOf(page);
      expect(await figure.getByRole('button').count()).toBe(0);
      const steps = await figure.getByRole('listitem').allInnerTexts();
      expect(steps).toHaveLength(ghost?.replay.steps.length ?? 0);
      expect(steps[3]).toContain('J-3 deleted');
      const rows = await rowsOf(page);
      expect(rows.filter((row) => row.startsWith('J-3'))).toHaveLength(2);
      expect(rows.at(-1)).toContain('from step 7');
    }));

  it('are stepped through by buttons and arrow keys, with the items of the moment', (context) =>
    open(context, {}, async (page) => {
      const figure = figureOf(page);
      const caption = figure.locator('[aria-live=polite]');
      const now = () => figure.locator('[aria-current=step]').getAttribute('data-step');
      expect(await caption.innerText()).toBe('Before the first step.');
      expect(await rowsOf(page)).toHaveLength(2);
      await figure.getByRole('button', { name: 'Next' }).click();
      expect(await now()).toBe('1');
      for (let step = 2; step <= 4; step += 1) await page.keyboard.press('ArrowRight');
      expect(await now()).toBe('4');
      expect(await caption.innerText()).toMatch(/the application[\s\S]*DeleteItem[\s\S]*J-3 deleted/);
      expect(await rowsOf(page)).toEqual([
        expect.stringMatching(/^J-1/),
        expect.stringMatching(/^J-3\s+before/),
      ]);
      await page.keyboard.press('ArrowRight');
      expect(await rowsOf(page)).toEqual([expect.stringMatching(/^J-1/)]);
      await page.keyboard.press('End');
      expect(await now()).toBe('8');
      // At the end the button can be pressed, and nothing comes of it.
      await figure.getByRole('button', { name: 'Next' }).click({ force: true });
      expect(await now()).toBe('8');
      await figure.getByRole('button', { name: 'Previous' }).click();
      expect(await rowsOf(page)).toEqual([
        expect.stringMatching(/^J-1/),
        expect.stringMatching(/^J-3\s+after/),
      ]);
      await page.keyboard.press('Home');
      expect(await figure.locator('[aria-current=step]').count()).toBe(0);
    }));

  it('move nothing for a reader who wants no motion', (context) =>
    open(context, { reducedMotion: 'reduce' }, async (page) => {
      const step = figureOf(page).getByRole('listitem').first();
      expect(await step.evaluate((element) => getComputedStyle(element).transitionDuration)).toBe('0s');
    }));

  it.for([1440, 390])('fit a screen of %i pixels', (width, context) =>
    open(context, { viewport: { width, height: 844 } }, async (page) => {
      await figureOf(page).getByRole('button', { name: 'Next' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }),
  );

  it('take less than 6 KB of script', () => {
    const file = fileURLToPath(new URL('../../site/replay/player.ts', import.meta.url));
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', minify: true });
    expect(code.length).toBeLessThan(6_000);
  });
});
