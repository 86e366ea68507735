/*
 * Progress as a reader makes it: marks at the end of chapters, exercises passed in the lab, and what becomes of it in
 * lists, in files, and when it is erased.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { loadCourse, pagesOfCourse, progressSchema, type Chapter, type Exercise } from '@keysmith/course';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { serve, type ServedSite } from './serve.ts';

const course = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const { chapters, exercises } = course;
const pageCount = pagesOfCourse(course).length;
const [chapter] = chapters as readonly [Chapter, ...Chapter[]];
const [exercise] = exercises as readonly [Exercise, ...Exercise[]];

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  served = await serve(inject('site').nested);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served[Symbol.asyncDispose]();
});

async function visit(
  context: TestContext,
  options: BrowserContextOptions,
  use: (page: Page, go: (path: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext(options);
  try {
    const troubles: string[] = [];
    const page = await session.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    await use(page, (path) => page.goto(served.address + path));
    expect(troubles).toEqual([]);
  } finally {
    await session.close();
  }
}

const readChapter = async (page: Page, go: (path: string) => Promise<unknown>): Promise<void> => {
  await go(`chapters/${chapter.slug}/`);
  await page.getByRole('button', { name: 'Mark as read' }).click();
};

const sidebarLink = (page: Page) => page.locator(`.sidebar-content [data-chapter=${chapter.slug}]`);

describe('progress in the page', { timeout: 120_000 }, () => {
  it('is marked by the reader, shown in every list, and taken off again', (context) =>
    visit(context, {}, async (page, go) => {
      await readChapter(page, go);
      expect(await page.locator('keysmith-read').getByRole('status').innerText()).toMatch(/^Read on \d/);
      expect(await sidebarLink(page).innerText()).toContain('(read)');
      await go('');
      const link = page.locator(`main [data-chapter=${chapter.slug}]`);
      expect(await link.getAttribute('data-done')).toBe('read');
      await go('progress/');
      expect(await page.locator('[data-count=pages]').innerText()).toBe(`1 of ${pageCount}`);
      await go(`chapters/${chapter.slug}/`);
      await page.getByRole('button', { name: 'Take the mark off' }).click();
      expect(await sidebarLink(page).getAttribute('data-done')).toBe(null);
    }));

  it('has the exercise once every check passes in the lab, and not before', (context) =>
    visit(context, {}, async (page, go) => {
      const link = page.locator(`.sidebar-content [data-exercise=${exercise.slug}]`);
      await go(`exercises/${exercise.slug}/`);
      await page.getByRole('button', { name: 'Open the lab' }).click();
      const lab = page.locator('keysmith-lab');
      const status = lab.getByRole('status');
      await lab.getByRole('button', { name: 'Run', exact: true }).click();
      await status.getByText(/^\d+ of \d+ points$/).waitFor();
      expect(await link.getAttribute('data-done')).toBe(null);
      await lab
        .locator('input[type=file]')
        .setInputFiles(exercise.files.map((file) => join(exercise.solutionFolder, file)));
      await lab.getByText(/^Imported/).waitFor();
      await lab.getByRole('button', { name: 'Run', exact: true }).click();
      await page.locator(`.sidebar-content [data-exercise=${exercise.slug}][data-done=passed]`).waitFor();
      await go('progress/');
      expect(await page.locator('[data-count=exercises]').innerText()).toBe(`1 of ${exercises.length}`);
    }));

  it('shows at once in another tab', (context) =>
    visit(context, {}, async (page, go) => {
      const other = await page.context().newPage();
      await other.goto(`${served.address}progress/`);
      await readChapter(page, go);
      await other.locator(`.progress-list [data-chapter=${chapter.slug}][data-done=read]`).waitFor();
      expect(await other.locator('[data-count=pages]').innerText()).toBe(`1 of ${pageCount}`);
    }));

  it('is exported as the command keeps it, erased, and imported', (context) =>
    visit(context, {}, async (page, go) => {
      await readChapter(page, go);
      await go('progress/');
      const status = page.locator('keysmith-progress').getByRole('status');
      const count = page.locator('[data-count=pages]');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      const text = await readFile(await (await download).path(), 'utf8');
      expect(Object.keys(progressSchema.parse(JSON.parse(text)).chapters ?? {})).toEqual([chapter.slug]);

      page.once('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Erase' }).click();
      expect(await count.innerText()).toBe(`0 of ${pageCount}`);
      expect(await page.evaluate(() => localStorage.getItem('keysmith.progress'))).toBe(null);

      const file = (content: string) => ({
        name: 'progress.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      });
      const chooser = page.locator('keysmith-progress input[type=file]');
      await chooser.setInputFiles(file('{ "version": 9 }'));
      await status.getByText('A newer version of the course').waitFor();
      expect(await count.innerText()).toBe(`0 of ${pageCount}`);
      await chooser.setInputFiles(file(text));
      await status.getByText('Imported').waitFor();
      expect(await count.innerText()).toBe(`1 of ${pageCount}`);
    }));

  it('moves nothing on the page when it is shown', (context) =>
    visit(context, {}, async (page, go) => {
      const paths = ['', 'progress/', `chapters/${chapter.slug}/`];
      const placesOnPages = async (waitFor?: string): Promise<string[]> => {
        const places: string[] = [];
        for (const path of paths) {
          await go(path);
          if (waitFor !== undefined) await page.locator(waitFor).first().waitFor({ state: 'attached' });
          await page.locator('html').evaluate(() => document.fonts.ready.then(() => undefined));
          // The mark itself says when the page was read: on this line something is to change.
          const elements = page.locator(':is(h1, h2, h3, p, li, a):not(keysmith-read *)');
          const onPage = await elements.evaluateAll((found) =>
            found.map((element) => {
              const { x, y, width, height } = element.getBoundingClientRect();
              return [element.tagName, x, y, width, height].join(' ');
            }),
          );
          places.push(...onPage.map((place) => `${path}: ${place}`));
        }
        return places;
      };
      const before = await placesOnPages();
      await readChapter(page, go);
      expect(await placesOnPages('[data-done]')).toEqual(before);
    }));

  it('offers no button that cannot work without JavaScript', (context) =>
    visit(context, { javaScriptEnabled: false }, async (page, go) => {
      await go(`chapters/${chapter.slug}/`);
      expect(await page.getByText('Mark as read').isVisible()).toBe(false);
      await go('progress/');
      expect(await page.getByRole('button', { name: 'Export' }).isVisible()).toBe(false);
      expect(await page.getByText('Without JavaScript').isVisible()).toBe(true);
    }));

  it.for(['light', 'dark'] as const)('gives axe nothing to find, %s', (colorScheme, context) =>
    visit(context, { colorScheme }, async (page, go) => {
      await readChapter(page, go);
      for (const path of [`chapters/${chapter.slug}/#quiz`, 'progress/', '']) {
        await go(path);
        await page.locator('[data-done]').first().waitFor({ state: 'attached' });
        const builder = new AxeBuilder({ page }).setLegacyMode().exclude('.expressive-code');
        const { violations } = await builder.analyze();
        expect(
          violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${path} ${id}: ${target.join(' ')}`),
          ),
        ).toEqual([]);
      }
    }),
  );
});
