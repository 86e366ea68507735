/*
 * The lab as a learner uses it: open, write, run, read, step through, stop, leave and come back. What the checks say is
 * held by test/page, which compares every exercise with the command.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { loadCourse, type Exercise } from '@keysmith/course';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { serve, type ServedSite } from './serve.ts';

const { exercises } = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());

/** The exercise of those tests that one exercise is enough for: it has a wrong answer whose run begins with a write. */
const WRONG = 'filter-by-kind';
const first = exercises.find(({ wrongAnswers }) =>
  wrongAnswers.some(({ slug }) => slug === WRONG),
) as Exercise;

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  // From a folder of a host, where an address without its base path would be seen to lead nowhere.
  served = await serve(inject('site').nested);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served[Symbol.asyncDispose]();
});

/** A page with the lab of an exercise open in it. */
interface OpenLab {
  readonly page: Page;
  readonly lab: Locator;
  readonly run: Locator;
  readonly status: Locator;
  /** Gives the learner's files what stands in a folder of solutions. */
  take(folder: string): Promise<void>;
  open(): Promise<void>;
}

async function withLab(
  context: TestContext,
  { exercise = first, ...options }: BrowserContextOptions & { readonly exercise?: Exercise },
  use: (lab: OpenLab) => Promise<void>,
): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext(options);
  try {
    const troubles: string[] = [];
    const page = await session.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('requestfailed', (request) => {
      // A page that is left takes along what it was still loading, and the worker that its frame was starting.
      const isLeft =
        request.failure()?.errorText === 'net::ERR_ABORTED' || request.url().startsWith('blob:null/');
      if (!isLeft) troubles.push(`failed: ${request.url()}`);
    });
    const { origin } = new URL(served.address);
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== origin)
        troubles.push(`left the origin: ${request.url()}`);
    });
    const lab = page.locator('keysmith-lab');
    const open = async (): Promise<void> => {
      await page.goto(`${served.address}exercises/${exercise.slug}/`);
      await page.getByRole('button', { name: 'Open the lab' }).click();
      await lab.getByRole('tab').first().waitFor();
    };
    const take = async (folder: string): Promise<void> => {
      await page.setInputFiles(
        'keysmith-lab input[type=file]',
        exercise.files.map((file) => join(folder, file)),
      );
      await lab.getByText(/^Imported/).waitFor();
    };
    await open();
    const run = lab.getByRole('button', { name: 'Run', exact: true });
    await use({ page, lab, run, status: lab.getByRole('status'), take, open });
    expect(troubles).toEqual([]);
  } finally {
    await session.close();
  }
}

/** Presses Run and waits until the run, with both its passes, has ended. */
async function runToItsEnd({ run, status }: OpenLab): Promise<string> {
  await run.click();
  await status.getByText('Running').waitFor({ state: 'detached' });
  await run.waitFor({ timeout: 60_000 });
  // After a failed verdict Run is there while the checks are recorded.
  await status.getByText('The checks are recorded').waitFor({ state: 'detached' });
  return status.innerText();
}

const violations = async (page: Page): Promise<readonly string[]> => {
  const found = await new AxeBuilder({ page }).setLegacyMode().include('keysmith-lab').analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

describe('the lab', { timeout: 120_000 }, () => {
  it.for(exercises.map((exercise) => ({ exercise, slug: exercise.slug })))(
    'takes $slug from the starter to its last point',
    ({ exercise }, context) =>
      withLab(context, { exercise }, async (open) => {
        const score = /^\d+ of \d+ points$/;
        expect(await runToItsEnd(open)).toMatch(score);
        expect(await open.lab.locator('.verdict li.pass').count()).toBeLessThan(exercise.checks.length);
        await open.take(exercise.solutionFolder);
        expect(await runToItsEnd(open)).toBe(`${exercise.maxPoints} of ${exercise.maxPoints} points`);
        expect(await open.lab.locator('.verdict li.pass').count()).toBe(exercise.checks.length);
      }),
  );

  it('explains what is wrong, shows the run, and leads to the hint', (context) =>
    withLab(context, {}, async (open) => {
      const { lab, take } = open;
      await take(first.solutionFolder);
      const wrong = first.wrongAnswers.find(({ slug }) => slug === WRONG);
      const text = await readFile(join(wrong?.folder ?? '', 'access.ts'));
      await lab
        .locator('input[type=file]')
        .setInputFiles({ name: 'access.ts', mimeType: 'text/plain', buffer: text });
      await runToItsEnd(open);
      const failure = lab.locator('details[open] .failure').first();
      expect(await failure.innerText()).toMatch(/asked[\s\S]+expected[\s\S]+happened[\s\S]+help/);
      const opened = lab.locator('.verdict > section > ul > li > details[open]').first();
      await opened.getByText('Step through the run').click();
      await opened.locator('.stops li').first().getByRole('button').click();
      expect(await opened.getByText(/^Step 1 of \d+$/).count()).toBe(1);
      await opened.getByRole('button', { name: 'Next' }).press('ArrowRight');
      expect(await opened.getByText(/^Step 2 of \d+$/).count()).toBe(1);
      expect(await opened.locator('.cards [data-mark=written]').count()).toBe(1);
    }));

  it('leaves open what was opened before the recordings came, and runs again while they do', (context) =>
    withLab(context, {}, async ({ page, lab, status }) => {
      // Done in the page, at the moment in which a failed verdict is there and its recordings are to come.
      const atVerdict = (act: 'open' | 'run') =>
        page.evaluate(
          (what) =>
            new Promise<number>((resolve) => {
              const root = document.querySelector('keysmith-lab') as HTMLElement;
              const line = root.querySelector('.status') as HTMLElement;
              const observer = new MutationObserver(() => {
                if (!line.textContent.includes('recorded')) return;
                observer.disconnect();
                const failed = [...root.querySelectorAll<HTMLDetailsElement>('li.fail > details')];
                if (what === 'open') failed.forEach((details) => (details.open = true));
                else root.querySelector<HTMLElement>('.run')?.click();
                resolve(failed.length);
              });
              observer.observe(line, { childList: true, characterData: true, subtree: true });
              root.querySelector<HTMLElement>('.run')?.click();
            }),
          act,
        );
      const isOver = () => status.getByText(/^\d+ of \d+ points$/).waitFor();
      const opened = lab.locator('li.fail > details[open]');
      const failed = await atVerdict('open');
      await isOver();
      expect(failed).toBeGreaterThan(1);
      expect(await opened.count()).toBe(failed);
      // A check that made no request has nothing to show.
      expect(await opened.locator('.recorded').count()).toBeGreaterThan(1);
      await atVerdict('run');
      await isOver();
      expect(await lab.getByRole('button', { name: 'Run' }).count()).toBe(1);
      expect(await lab.locator('li.fail').count()).toBe(failed);
    }));

  it('keeps the learner’s text, until it is reset', (context) =>
    withLab(context, {}, async ({ page, lab, status, open }) => {
      await lab.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('// mine\n');
      await open();
      expect(await status.innerText()).toContain('Your text');
      expect(await lab.locator('.cm-line').first().innerText()).toBe('// mine');
      page.once('dialog', (dialog) => void dialog.accept());
      await lab.getByRole('button', { name: 'Reset' }).click();
      expect(await lab.locator('.cm-line').first().innerText()).not.toBe('// mine');
    }));

  it('exports what the command takes', (context) =>
    withLab(context, {}, async ({ page, lab }) => {
      const download = page.waitForEvent('download');
      await lab.getByRole('button', { name: 'Export' }).click();
      const file = await (await download).path();
      expect(Object.keys(unzipSync(await readFile(file)))).toEqual(
        first.files.map((name) => `${first.path}/${name}`),
      );
    }));

  it('says where a file does not parse, and goes there', (context) =>
    withLab(context, {}, async (open) => {
      const { page, lab } = open;
      await lab.getByRole('tab', { name: 'access.ts' }).click();
      await lab.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('\n\nconst = 3;');
      await page.keyboard.press('Control+Enter');
      await lab.getByRole('tab', { name: 'table.ts' }).click();
      await lab.getByRole('button', { name: /^Go to access.ts:3/ }).click();
      expect(await lab.locator('.cm-activeLine').innerText()).toContain('const = 3');
      expect(await lab.getByRole('tab', { name: 'access.ts' }).getAttribute('aria-selected')).toBe('true');
    }));

  it('stops a loop that does not end, and runs again', (context) =>
    withLab(context, {}, async (open) => {
      const { page, lab, run, status } = open;
      await lab.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('for (;;) {}\n');
      await run.click();
      await lab.getByRole('button', { name: 'Stop' }).click();
      await run.waitFor();
      expect(await status.innerText()).toContain('Stopped');
      page.once('dialog', (dialog) => void dialog.accept());
      await lab.getByRole('button', { name: 'Reset' }).click();
      expect(await runToItsEnd(open)).toBe(`0 of ${first.maxPoints} points`);
    }));

  it('lets the keyboard out of the editor, and walk the files with arrow keys', (context) =>
    withLab(context, {}, async ({ page, lab }) => {
      await lab.getByRole('tab', { name: first.files[0] ?? '' }).focus();
      await page.keyboard.press('ArrowRight');
      expect(await lab.getByRole('tab', { selected: true }).innerText()).toBe(first.files[1]);
      await lab.locator('.cm-content').focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Run');
    }));

  it.for(['light', 'dark'] as const)(
    'has nothing that axe finds, before and after a run, %s',
    (colorScheme, context) =>
      withLab(context, { colorScheme, reducedMotion: 'reduce' }, async (open) => {
        const { page, lab } = open;
        expect(await violations(page)).toEqual([]);
        await runToItsEnd(open);
        await lab.getByText('Step through the run').locator('visible=true').first().click();
        expect(await violations(page)).toEqual([]);
      }),
  );

  it('fits a phone', (context) =>
    withLab(context, { viewport: { width: 390, height: 844 } }, async (open) => {
      await runToItsEnd(open);
      expect(await open.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }));
});
