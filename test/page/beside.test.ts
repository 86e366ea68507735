/*
 * The page of an exercise beside an own editor, as `npm start` serves it: what is saved on the disk is judged and shown.
 * test/site/beside holds what the server answers and to whom.
 */
import { readProgress } from '@keysmith/course';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { answerWith, runnableToy, workOf } from '../cli/command.ts';
import type { Toy } from '../course/toy.ts';
import { NO_BROWSER, openBrowser } from '../site/browser.ts';
import { startSite, type StartedSite } from './started-site.ts';

let toy: Toy;
let site: StartedSite;
let browser: Browser | undefined;

beforeAll(async () => {
  toy = await runnableToy();
  browser = await openBrowser();
  if (browser) site = await startSite(toy.root);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  await toy[Symbol.asyncDispose]();
});

interface OpenPage {
  readonly page: Page;
  readonly own: Locator;
  /** Resolves when the page shows these points as the last word. */
  shows(points: string): Promise<void>;
}

async function withPage(context: TestContext, use: (open: OpenPage) => Promise<void>): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext();
  try {
    const troubles: string[] = [];
    const page = await session.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(`${site.address}exercises/keep-notes/`);
    const own = page.locator('keysmith-beside');
    await own.getByText(`connected — watching ${workOf()}/`).waitFor();
    const shows = (points: string) =>
      own.getByRole('status').getByText(`${points} points.`, { exact: true }).waitFor();
    await use({ page, own, shows });
    expect(troubles).toEqual([]);
  } finally {
    await session.close();
  }
}

describe('the page beside an own editor', { timeout: 180_000 }, () => {
  it('copies the starter, judges every save, and marks the exercise when it has passed', (context) =>
    withPage(context, async ({ page, own, shows }) => {
      await own.getByRole('button', { name: `Copy the starter to ${workOf()}/` }).click();
      await shows('0 of 6');
      expect(await toy.read(`${workOf()}/access.ts`)).toContain('Implement');

      await answerWith(toy, 'scans');
      await shows('3 of 6');
      const explained = own.locator('.verdict li.fail > details[open]');
      expect(await explained.innerText()).toMatch(/asked[\s\S]+happened[\s\S]+requests/);
      await explained.getByText('Step through the run').click();
      await explained.getByText(/^Step \d+ of \d+$/).waitFor();
      await explained.locator('.cards table').first().waitFor();

      const inSidebar = page.locator('.sidebar-content a[data-exercise="keep-notes"]');
      expect(await inSidebar.innerText()).not.toContain('passed');
      await answerWith(toy);
      await shows('6 of 6');
      await inSidebar.getByText('(passed)').waitFor();
      expect((await readProgress(toy.root)).exercises['keep-notes']?.passedAt).toBeDefined();
    }));

  it('shows the files as they are on the disk, and goes to a place in them', (context) =>
    withPage(context, async ({ own }) => {
      await answerWith(toy);
      await toy.write(`${workOf()}/access.ts`, '\nconst = 3;\n');
      await own.getByRole('button', { name: /^Go to access.ts:2/ }).click();
      expect(await own.locator('.cm-activeLine').innerText()).toContain('const = 3');
      expect(await own.locator('.cm-content').getAttribute('aria-label')).toBe('access.ts, to be read only.');
    }));

  it('has nothing that axe finds', (context) =>
    withPage(context, async ({ page, own, shows }) => {
      await answerWith(toy, 'scans');
      await shows('3 of 6');
      await own.getByText('Your files, as they are on the disk').click();
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .include('keysmith-beside')
        .analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }));
});
