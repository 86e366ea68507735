import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { median } from '../median.ts';

/** What a run in the lab takes, in milliseconds as the page sees it. */
export interface LabTimes {
  /** From opening the lab with nothing loaded, and pressing Run as soon as it is there, to the first verdict: a median. */
  readonly firstRunMs: number;
  /** From Run to the first verdict, on a worker that waits for it: a median. */
  readonly firstVerdictMs: number;
  /** From Run to the end of the full pass: a median. */
  readonly fullMs: number;
}

interface LabTimesOptions {
  readonly address: string;
  readonly exercise: Exercise;
  readonly times: number;
}

/** Milliseconds in which a learner reads a brief, or a verdict and changes something, at the least. */
const READING_MS = 3000;

/** Runs an exercise's reference solution in the lab of a served site. */
export async function labTimes(browser: Browser, options: LabTimesOptions): Promise<LabTimes> {
  const { address, exercise, times } = options;
  const session = await browser.newContext();
  try {
    const page = await session.newPage();
    const href = `${address}exercises/${exercise.slug}/`;
    await page.goto(href);
    await page.getByRole('button', { name: 'Open the lab' }).click();
    const files = exercise.files.map((file) => join(exercise.solutionFolder, file));
    await page.setInputFiles('keysmith-lab input[type=file]', files);
    // The lab keeps a learner's text in their browser; and from here on the solution is this learner's.
    await page.waitForFunction(() => localStorage.length > 0);
    const storageState = await session.storageState();
    const later = await runs(page, times);
    const firstRuns: number[] = [];
    for (let time = 0; time < times; time += 1)
      firstRuns.push(await firstRun(browser, { href, storageState }));
    return {
      firstRunMs: median(firstRuns),
      firstVerdictMs: median(later.map(({ firstVerdictMs }) => firstVerdictMs)),
      fullMs: median(later.map(({ fullMs }) => fullMs)),
    };
  } finally {
    await session.close();
  }
}

interface FirstVisit {
  readonly href: string;
  readonly storageState: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** One run by somebody who comes back in another week: their text is there, and nothing of the site is. */
async function firstRun(browser: Browser, { href, storageState }: FirstVisit): Promise<number> {
  const session = await browser.newContext({ storageState });
  try {
    const page = await session.newPage();
    await page.goto(href);
    // The page is drawn, and its brief is being read.
    await page.waitForTimeout(READING_MS);
    return await page.evaluate(async () => {
      const lab = document.querySelector('keysmith-lab') as HTMLElement;
      const until = (isSo: () => boolean): Promise<void> =>
        new Promise((resolve) => {
          const look = (): void => {
            if (!isSo()) return;
            observer.disconnect();
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(lab, { childList: true, characterData: true, subtree: true });
          look();
        });
      const opened = performance.now();
      lab.querySelector('button')?.click();
      await until(() => lab.querySelector('.run') !== null);
      (lab.querySelector('.run') as HTMLElement).click();
      await until(() => /quick pass/.test(lab.querySelector('.status')?.textContent ?? ''));
      return performance.now() - opened;
    });
  } finally {
    await session.close();
  }
}

/** A run that says nothing for so long has ended otherwise than with all points. */
const PATIENCE_MS = 60_000;

type RunTimes = Pick<LabTimes, 'firstVerdictMs' | 'fullMs'>;

/** Presses Run so many times, and notes inside the page when the status says what. */
function runs(page: Page, times: number): Promise<RunTimes[]> {
  return page.evaluate(
    async ([count, readingMs, patienceMs]) => {
      const lab = document.querySelector('keysmith-lab') as HTMLElement;
      const status = lab.querySelector('.status') as HTMLElement;
      const run = lab.querySelector('.run') as HTMLElement;
      const said = (pattern: RegExp): Promise<number> =>
        new Promise((resolve, reject) => {
          const impatience = setTimeout(() => {
            observer.disconnect();
            reject(
              new Error(`The lab has come to say "${status.textContent}", and not what was waited for.`),
            );
          }, patienceMs);
          const look = (): void => {
            if (!pattern.test(status.textContent ?? '')) return;
            observer.disconnect();
            clearTimeout(impatience);
            resolve(performance.now());
          };
          const observer = new MutationObserver(look);
          observer.observe(status, { childList: true, characterData: true, subtree: true });
        });
      // Nobody presses Run twice within this; meanwhile the next worker loads and runs itself warm.
      const reading = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, readingMs));
      const all: RunTimes[] = [];
      for (let time = 0; time < count; time += 1) {
        await reading();
        const started = performance.now();
        run.click();
        const first = await said(/quick pass/);
        const end = await said(/^\d+ of \d+ points$/);
        all.push({ firstVerdictMs: first - started, fullMs: end - started });
      }
      return all;
    },
    [times, READING_MS, PATIENCE_MS] as const,
  );
}

/** Milliseconds until a loop without an end is ended, and the lab says so. */
export async function loopEndMs(browser: Browser, address: string, { slug }: Exercise): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.goto(`${address}exercises/${slug}/`);
    await page.getByRole('button', { name: 'Open the lab' }).click();
    await page.locator('keysmith-lab .cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('for (;;) {}\n');
    const started = performance.now();
    await page.keyboard.press('Control+Enter');
    await page.locator('keysmith-lab .unjudged').waitFor();
    return performance.now() - started;
  } finally {
    await page.close();
  }
}
