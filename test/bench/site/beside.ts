import { appendFile, copyFile, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCourse, type Exercise } from '@keysmith/course';
import type { Browser, Page } from 'playwright-core';
import { startSite } from '../../page/started-site.ts';
import { median } from '../median.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What a save in an own editor takes until the page that `npm start` serves shows something: medians, in milliseconds. */
export interface SaveTimes {
  readonly firstVerdictMs: number;
  readonly fullMs: number;
}

/** Nobody saves twice within this; meanwhile the next process loads and runs itself warm. */
const READING_MS = 4000;
const PATIENCE_MS = 60_000;

/**
 * Saves a right answer again and again, each time with one line more, in a copy of the course that `npm start` serves.
 *
 * @returns by exercise
 */
export async function saveTimes(
  browser: Browser,
  slugs: readonly string[],
  times: number,
): Promise<Record<string, SaveTimes>> {
  const root = await copyOfCourse();
  try {
    await using site = await startSite(root);
    const { exercises } = await loadCourse(root);
    const all: Record<string, SaveTimes> = {};
    for (const exercise of exercises.filter(({ slug }) => slugs.includes(slug))) {
      process.stderr.write(`beside an own editor: ${exercise.slug} …\n`);
      all[exercise.slug] = await timesOf(browser, { address: site.address, exercise, times });
    }
    return all;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyOfCourse(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'keysmith-bench-course-'));
  for (const folder of ['chapters', 'exercises', 'solutions'])
    await cp(join(ROOT, folder), join(root, folder), { recursive: true });
  await copyFile(join(ROOT, 'package.json'), join(root, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

async function timesOf(
  browser: Browser,
  {
    address,
    exercise,
    times,
  }: { readonly address: string; readonly exercise: Exercise; readonly times: number },
): Promise<SaveTimes> {
  const { files, solutionFolder, workFolder } = exercise;
  await mkdir(workFolder, { recursive: true });
  for (const file of files) await copyFile(join(solutionFolder, file), join(workFolder, file));
  const [saved = ''] = files;
  const session = await browser.newContext();
  try {
    const page = await session.newPage();
    await page.goto(`${address}exercises/${exercise.slug}/`);
    await page
      .locator('keysmith-beside')
      .getByRole('status')
      .getByText(/^\d+ of \d+ points\.$/)
      .waitFor({ timeout: PATIENCE_MS });
    const all: SaveTimes[] = [];
    for (let time = 0; time < times; time += 1) {
      await page.waitForTimeout(READING_MS);
      const shown = await whenShown(page);
      const begun = Date.now();
      await appendFile(join(workFolder, saved), `// Saved once more.\n`);
      const { first, full } = await shown.evaluate((promise) => promise.when);
      all.push({ firstVerdictMs: first - begun, fullMs: full - begun });
    }
    return {
      firstVerdictMs: median(all.map(({ firstVerdictMs }) => firstVerdictMs)),
      fullMs: median(all.map(({ fullMs }) => fullMs)),
    };
  } finally {
    await session.close();
  }
}

/** Begins to look at the page's status; the moments at which it says the first verdict, and the last word. */
function whenShown(page: Page) {
  return page.evaluateHandle((patienceMs) => {
    const status = document.querySelector('keysmith-beside [role=status]') as HTMLElement;
    const when = new Promise<{ readonly first: number; readonly full: number }>((resolve, reject) => {
      let first: number | undefined;
      const impatience = setTimeout(
        () => reject(new Error(`The page has come to say "${status.textContent}".`)),
        patienceMs,
      );
      const observer = new MutationObserver(() => {
        const text = status.textContent ?? '';
        if (text.includes('quick pass')) first ??= Date.now();
        if (first === undefined || !/^\d+ of \d+ points\.$/.test(text)) return;
        observer.disconnect();
        clearTimeout(impatience);
        resolve({ first, full: Date.now() });
      });
      observer.observe(status, { childList: true, characterData: true, subtree: true });
    });
    return { when };
  }, PATIENCE_MS);
}
