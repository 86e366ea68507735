import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser, NO_BROWSER } from '../../site/browser.ts';
import { median } from '../median.ts';

const run = promisify(execFile);

/** Fetched when it is asked for: nothing else needs it, and it weighs 176 MB. */
const LIGHTHOUSE = 'lighthouse@13.5.0';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface PageScores {
  /** 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>;
  /** Cumulative layout shift. */
  readonly layoutShift: number;
}

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

/** What Lighthouse gives a page on its phone profile: medians of so many visits. */
export async function scoresOf(address: string, visits: number): Promise<PageScores> {
  const reports: Report[] = [];
  for (let visit = 0; visit < visits; visit += 1) reports.push(await visitOnce(address));
  const scoreOf = (category: Category): number =>
    median(reports.map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100)));
  return {
    scores: Object.fromEntries(CATEGORIES.map((category) => [category, scoreOf(category)])) as Record<
      Category,
      number
    >,
    layoutShift: median(
      reports.map(({ audits }) => audits['cumulative-layout-shift']?.numericValue ?? Number.NaN),
    ),
  };
}

async function visitOnce(address: string): Promise<Report> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error(NO_BROWSER);
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-lighthouse-'));
  const file = join(folder, 'report.json');
  try {
    // Without a graphics card, Chromium can put off the first frame by a second, and by another: so it draws each at once.
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--run-all-compositor-stages-before-draw',
      '--disable-background-networking',
    ];
    await run(
      'npm',
      [
        'exec',
        '--yes',
        `--package=${LIGHTHOUSE}`,
        '--',
        'lighthouse',
        address,
        '--quiet',
        '--no-enable-error-reporting',
        `--only-categories=${CATEGORIES.join(',')}`,
        '--output=json',
        `--output-path=${file}`,
        `--chrome-flags=${flags.join(' ')}`,
      ],
      { env: { ...process.env, CHROME_PATH: browser, PATH: pathWithOwnNode() } },
    );
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lighthouse wants the Node that the project brings, not the machine's. */
function pathWithOwnNode(): string {
  const own = join(import.meta.dirname, '../../../node_modules/.bin');
  return [own, process.env['PATH'] ?? ''].join(process.platform === 'win32' ? ';' : ':');
}
