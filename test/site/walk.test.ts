import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { loadCourse, type Chapter, type Exercise } from '@keysmith/course';
import { NO_BROWSER, openBrowser } from './browser.ts';
import type { BuiltSite } from './build.ts';
import { searchFor } from './search.ts';
import { serve, type ServedSite } from './serve.ts';

const sites = inject('site');
const { chapters } = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const [chapter, exercise] = firstWithExercise(chapters);

/** A chapter with an exercise; the walk goes through these two. */
function firstWithExercise(all: readonly Chapter[]): readonly [Chapter, Exercise] {
  for (const one of all) if (one.exercises[0]) return [one, one.exercises[0]];
  throw new Error('No chapter has an exercise.');
}

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A walk through a site in a browser of its own. */
interface Walk {
  readonly page: Page;
  readonly served: ServedSite;
  /** Every address that the browser asked for. */
  readonly requested: readonly string[];
}

/** Serves a site, walks through it, and clears up; fails if anything left the origin or went wrong in the page. */
async function walk(
  context: TestContext,
  { site, ...options }: BrowserContextOptions & { site: BuiltSite },
  steps: (walk: Walk) => Promise<void>,
): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  await using served = await serve(site);
  const session = await browser.newContext(options);
  try {
    const requested: string[] = [];
    const troubles: string[] = [];
    session.on('request', (request) => requested.push(request.url()));
    session.on('weberror', (error) => troubles.push(error.error().message));
    session.on('response', (response) => {
      if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
    });
    const page = await session.newPage();
    await page.goto(served.address);
    await steps({ page, served, requested });
    const { origin } = new URL(served.address);
    expect(requested.length).toBeGreaterThan(0);
    expect(
      requested.filter((address) => !address.startsWith('data:') && new URL(address).origin !== origin),
    ).toEqual([]);
    expect(troubles).toEqual([]);
  } finally {
    await session.close();
  }
}

/** Home, chapter, exercise, hints, solution, and back: what every reader does. */
async function readThrough({ page, served }: Walk): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  await page.getByRole('main').getByRole('link', { name: chapter.title, exact: true }).click();
  await page.waitForURL(`${served.address}chapters/${chapter.slug}/`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(chapter.title);

  await page.getByRole('main').locator('ol').getByRole('link', { name: exercise.title, exact: true }).click();
  await page.waitForURL(`${served.address}exercises/${exercise.slug}/`);
  await readHints(page);

  await page.getByRole('link', { name: /^Show the solution/ }).click();
  await page.waitForURL(`${served.address}exercises/${exercise.slug}/solution/`);
  for (const { title } of exercise.wrongAnswers) {
    expect(
      await page.getByRole('heading', { name: title.replaceAll('`', ''), exact: true }).isVisible(),
      title,
    ).toBe(true);
  }
  await page.getByRole('link', { name: 'the brief and the checks' }).click();
  await page.waitForURL(`${served.address}exercises/${exercise.slug}/`);
}

/** Hints show themselves layer by layer, never two at one click. */
async function readHints(page: Page): Promise<void> {
  const task = exercise.tasks[0];
  const layers = exercise.hints.filter((hint) => hint.task === task?.id);
  const section = page.locator('section', { has: page.locator(`#task-${task?.id}`) });
  const summaries = section.locator('details.hint > summary');
  expect(await summaries.count()).toBe(layers.length);
  for (const at of layers.keys()) {
    expect(await summaries.nth(at).isVisible()).toBe(true);
    if (at + 1 < layers.length) expect(await summaries.nth(at + 1).isVisible()).toBe(false);
    await summaries.nth(at).click();
  }
}

describe('a reader walks from the first page to a solution and back', { timeout: 120_000 }, () => {
  it('at the root of a host', (context) => walk(context, { site: sites.plain }, readThrough));

  it('in a folder of a host', (context) => walk(context, { site: sites.nested }, readThrough));

  it('without JavaScript', (context) =>
    walk(context, { site: sites.plain, javaScriptEnabled: false }, async (way) => {
      await readThrough(way);
      expect(way.requested.filter((address) => address.endsWith('.js'))).toEqual([]);
    }));

  it('on a phone', (context) =>
    walk(context, { site: sites.plain, viewport: { width: 390, height: 844 } }, readThrough));
});

describe('a reader', { timeout: 120_000 }, () => {
  it('answers a quiz without JavaScript', (context) =>
    walk(context, { site: sites.plain, javaScriptEnabled: false }, async ({ page, served }) => {
      await page.goto(`${served.address}chapters/${chapter.slug}/`);
      for (const { id, options } of chapter.quiz) {
        for (const { why } of options) {
          const hasText = why.replaceAll('`', '');
          const option = page.locator(`#quiz-${id} details`, { hasText });
          const answer = option.getByText(hasText);
          expect(await answer.isVisible()).toBe(false);
          await option.locator('summary').click();
          expect(await answer.isVisible()).toBe(true);
        }
      }
    }));

  it.for([
    ['at the root of a host', sites.plain],
    ['in a folder of a host', sites.nested],
  ] as const)('finds a chapter by searching, %s, and never a solution', ([, site], context) =>
    walk(context, { site }, async ({ page, served }) => {
      const results = await searchFor(page, chapter.title);
      const addresses = await results.evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).href),
      );
      expect(addresses.map((address) => address.split('#')[0])).toContain(
        `${served.address}chapters/${chapter.slug}/`,
      );
      expect(addresses.filter((address) => address.includes('/solution/'))).toEqual([]);
    }),
  );

  it.for([
    ['an exercise', exercise.title, `exercises/${exercise.slug}/`],
    ['a fact', 'at most 400 KB, attribute names included', 'facts/'],
    ['a word', 'adjacency list nodes edges', 'glossary/'],
  ])('finds %s by searching', ([, words = '', path], context) =>
    walk(context, { site: sites.plain }, async ({ page, served }) => {
      const results = await searchFor(page, words);
      const addresses = await results.evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).href.split('#')[0]),
      );
      expect(addresses).toContain(`${served.address}${path}`);
    }),
  );

  it('goes through the reference by previous and next', (context) =>
    walk(context, { site: sites.nested }, async ({ page, served }) => {
      await page.goto(`${served.address}glossary/`);
      for (const title of ['All access patterns', 'Facts']) {
        await page.locator('a[rel=next]').click();
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
      }
      await page.locator('a[rel=prev]').click();
      await page.waitForURL(`${served.address}access-patterns/`);
    }));

  it('is told when an address leads nowhere, from any depth', async (context) => {
    if (!browser) return context.skip(NO_BROWSER);
    await using served = await serve(sites.nested);
    const page = await browser.newPage();
    try {
      const response = await page.goto(`${served.address}chapters/no/such/page/`);
      expect(response?.status()).toBe(404);
      await page.getByRole('link', { name: 'the list of chapters' }).click();
      await page.waitForURL(`${served.address}#chapters`);
    } finally {
      await page.close();
    }
  });

  it('keeps the theme that they chose', (context) =>
    walk(context, { site: sites.plain, colorScheme: 'light' }, async ({ page, served }) => {
      await page.getByRole('combobox', { name: 'Select theme' }).selectOption('dark');
      await page.goto(`${served.address}start/`);
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    }));
});
