/*
 * A quiz as a reader answers it: by mouse and by keyboard, right and wrong, left and come back to.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { loadCourse, type Chapter } from '@keysmith/course';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { serve, type ServedSite } from './serve.ts';

const { chapters } = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const [chapter] = chapters as readonly [Chapter, ...Chapter[]];
const [question] = chapter.quiz as readonly [Chapter['quiz'][number], ...Chapter['quiz']];

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  served = await serve(inject('site').plain);
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

const first = (page: Page) => page.locator(`#quiz-${question.id}`);
const wrong = (page: Page) => first(page).locator('details:not(.right)').first();
const right = (page: Page) => first(page).locator('details.right');
const tally = (page: Page) => page.locator('keysmith-quiz').getByRole('status');

describe('a quiz', { timeout: 120_000 }, () => {
  it('answers each option with why, and counts the first pick of a question', (context) =>
    open(context, {}, async (page) => {
      await wrong(page).locator('summary').click();
      expect(await wrong(page).locator('p').innerText()).toMatch(/^No\. \S/);
      expect(await tally(page).innerText()).toBe(
        `No. 1 of ${chapter.quiz.length} answered, 0 right at the first pick.`,
      );
      await right(page).locator('summary').click();
      expect(await right(page).locator('p').innerText()).toMatch(/^Right\. \S/);
      expect(await tally(page).innerText()).toBe(
        `Right. 1 of ${chapter.quiz.length} answered, 0 right at the first pick.`,
      );
      await page.locator('.quiz details.right summary').nth(1).click();
      expect(await tally(page).innerText()).toContain(`2 of ${chapter.quiz.length} answered, 1 right`);
    }));

  it('is answered by keyboard alone, and its options belong to their question', (context) =>
    open(context, {}, async (page) => {
      expect(await page.getByRole('list', { name: question.question.replaceAll('`', '') }).count()).toBe(1);
      await first(page).locator('summary').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await first(page).locator('details[open]').count()).toBe(2);
      expect(await tally(page).innerText()).toContain(`1 of ${chapter.quiz.length} answered`);
    }));

  it('finds the answers again in this browser, until they are forgotten', (context) =>
    open(context, {}, async (page) => {
      await wrong(page).locator('summary').click();
      await page.reload();
      expect(await wrong(page).getAttribute('open')).toBe('');
      expect(await right(page).getAttribute('open')).toBe(null);
      expect(await tally(page).innerText()).toContain(`1 of ${chapter.quiz.length} answered`);
      await page.getByRole('button', { name: 'Forget my answers' }).click();
      expect(await page.locator('.quiz details[open]').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
      expect(await page.evaluate(() => localStorage.getItem('keysmith.quiz'))).toBe(null);
      await page.reload();
      expect(await page.locator('.quiz details[open]').count()).toBe(0);
    }));

  it.for(['light', 'dark'] as const)(
    'gives axe nothing to find once it is answered, %s',
    (colorScheme, context) =>
      open(context, { colorScheme }, async (page) => {
        for (const summary of await page.locator('.quiz summary').all()) await summary.click();
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .include('keysmith-quiz')
          .analyze();
        expect(
          violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
        ).toEqual([]);
        expect(await tally(page).innerText()).toContain(`${chapter.quiz.length} of ${chapter.quiz.length}`);
      }),
  );
});
