import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { createReports } from '@keysmith/grader';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_BROWSER, openBrowser } from '../../site/browser.ts';
import {
  graded,
  gradedOf,
  hostileClass,
  hostileFailure,
  measuredPass,
  reportOf,
  submissionOf,
} from '../reports.ts';

const submissions = [
  ...hostileClass,
  submissionOf('ada', [gradedOf('one', [graded(hostileFailure), graded(measuredPass)])]),
];

let folder: string;
let browser: Browser | undefined;
const pages: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysmith-report-'));
  const report = reportOf(submissions);
  const reports = createReports({ exercises: report.exercises });
  for (const { path, content } of [...submissions.flatMap(reports.submission), ...reports.batch(report)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    if (path.endsWith('.html')) pages.push(path);
  }
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

describe('the pages of a class in a browser', { timeout: 240_000 }, () => {
  it.for([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    'axe finds nothing, nothing runs and nothing is wider than the screen: %s, %d',
    async ([scheme, width], context) => {
      if (!browser) return context.skip(NO_BROWSER);
      const session = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 844 } });
      const page = await session.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => said.push('a dialog')));
      for (const path of pages) {
        await page.goto(pathToFileURL(join(folder, path)).href);
        await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(
          violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${path}: ${id}: ${target.join(' ')}`),
          ),
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      expect(said).toEqual([]);
      await session.close();
    },
  );
});
