/*
 * The playground as a reader uses it: from a run fence of a chapter, by a link, with a program of their own. That a link runs
 * nothing, and that nothing in it becomes markup, is held here, too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { loadCourse, pageProgram, pagesOfCourse } from '@keysmith/course';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';
import { programOf } from '../../site/playground/chapter-program.ts';
import { fragmentOf, programIn } from '../../site/playground/link.ts';
import { EMPTY_PROGRAM, type Program } from '../../site/playground/program.ts';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { serve, type ServedSite } from './serve.ts';

const course = await loadCourse(process.env['KEYSMITH_COURSE'] ?? process.cwd());
const pages = pagesOfCourse(course)
  .map(({ id, folder }) => ({ id, ...pageProgram(textIn(folder), id) }))
  .filter(({ runs }) => runs.length > 0);

function textIn(folder: string): string {
  return readFileSync(join(folder, 'index.mdx'), 'utf8').replaceAll('\r\n', '\n');
}
const PHONE = { width: 390, height: 844 };

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

interface Opened {
  readonly page: Page;
  readonly playground: Locator;
  readonly run: Locator;
  readonly status: Locator;
  readonly printed: Locator;
  goto(fragment: string): Promise<void>;
  /** Presses Run, and waits for the end. */
  runToItsEnd(): Promise<string>;
}

/** Opens the playground with a fragment. Fails if anything but plain reading of the own origin happened meanwhile. */
async function withPlayground(
  context: TestContext,
  { fragment = '', ...options }: BrowserContextOptions & { readonly fragment?: string },
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  if (!browser) return context.skip(NO_BROWSER);
  const session = await browser.newContext(options);
  try {
    const troubles: string[] = [];
    const page = await session.newPage();
    const { origin } = new URL(served.address);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'confirm') troubles.push(`dialog: ${dialog.message()}`);
      void dialog.accept();
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:/.test(url.protocol) && url.origin !== origin)
        troubles.push(`left the origin: ${url.href}`);
      if (request.method() !== 'GET' || url.search !== '') troubles.push(`sent something: ${url.href}`);
    });
    const playground = page.locator('keysmith-playground');
    const run = playground.getByRole('button', { name: 'Run', exact: true });
    const status = playground.getByRole('status');
    const goto = async (to: string): Promise<void> => {
      // Between two fragments of one address nothing is loaded, and the page reloads itself.
      await page.goto('about:blank');
      await page.goto(`${served.address}playground/${to}`);
      await playground.getByRole('tab').first().waitFor();
    };
    await goto(fragment);
    await use({
      page,
      playground,
      run,
      status,
      printed: playground.locator('.output pre'),
      goto,
      async runToItsEnd() {
        await run.click();
        await playground.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
        return status.innerText();
      },
    });
    expect(troubles).toEqual([]);
  } finally {
    await session.close();
  }
}

const withMain = (text: string): Program => [
  { name: 'play.ts', text },
  ...EMPTY_PROGRAM.filter(({ name }) => name === 'table.ts'),
];

/** Runs two scripts wherever it is taken for markup. */
const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

describe('from a chapter', { timeout: 120_000 }, () => {
  it('each link holds its run', async (context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const session = await browser.newContext({ javaScriptEnabled: false });
    const page = await session.newPage();
    for (const { id, setup, runs } of pages) {
      if (setup === undefined) throw new Error(`${id} has no setup fence.`);
      await page.goto(`${served.address}chapters/${id}/`);
      const links = await page
        .locator('.try-it a')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
      // test/page/play.test.ts runs every one of these programs.
      expect(links, id).toEqual(runs.map(({ run }) => fragmentOf(programOf(setup, run))));
    }
    await session.close();
  });

  it.for(pages.slice(0, 2))(
    '$id, a link stands below its run, leads there, and prints what the page says',
    ({ id, runs }, context) =>
      withPlayground(context, {}, async ({ page, playground, status, printed, runToItsEnd }) => {
        await page.goto(`${served.address}chapters/${id}/`);
        await page
          .getByRole('link', { name: /^Try it/ })
          .first()
          .click();
        await playground.getByRole('tab', { name: 'play.ts', selected: true }).waitFor();
        expect(await status.innerText()).toBe('A program from a link. Nothing runs until you press Run.');
        expect(await runToItsEnd()).toMatch(/^\d+ requests?, /);
        expect((await printed.innerText()).trimEnd()).toBe(runs[0]?.output?.code.trimEnd());
      }),
  );
});

describe('a program of the reader’s own', { timeout: 60_000 }, () => {
  it('runs, shows what it cost, and can be stepped through', (context) =>
    withPlayground(context, {}, async ({ playground, runToItsEnd, printed }) => {
      expect(await runToItsEnd()).toMatch(/^4 requests, 0.5 read units, 3 write units; .+ bytes\.$/);
      expect(await printed.innerText()).toContain('ORDER#2');
      await playground.locator('.stops li').first().getByRole('button').click();
      expect(await playground.getByText('Step 1 of 5').count()).toBe(1);
      await playground.getByRole('button', { name: 'Next' }).click();
      expect(await playground.locator('.cards [data-mark=written]').count()).toBe(1);
    }));

  it('begins from a table of the reader’s choice, which says so until something is changed', (context) =>
    withPlayground(context, {}, async ({ page, playground, runToItsEnd, printed }) => {
      const chooser = playground.locator('.beginning select');
      expect(await chooser.inputValue()).toBe('0');
      await chooser.selectOption('With a global index');
      expect(await playground.locator('.cm-content').innerText()).toContain('IndexName');
      await runToItsEnd();
      expect(await printed.innerText()).toContain('JOB#clutch');
      await playground.locator('.cm-content').click();
      await page.keyboard.type('// mine');
      await chooser.focus();
      expect(await chooser.inputValue()).toBe('');
      await chooser.selectOption('Partition key alone');
      expect(await playground.locator('.cm-content').innerText()).toContain('SPRING');
      expect(await chooser.inputValue()).toBe('1');
    }));

  it('is kept, shared by a link that holds it, and not lost to the program of another link', (context) =>
    withPlayground(context, {}, async ({ page, playground, goto, status }) => {
      const firstLine = playground.locator('.cm-line').first();
      await playground.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('// mine\n');
      await playground.getByRole('button', { name: 'Share' }).click();
      await status.getByText(/is in the address bar/).waitFor();
      const { hash } = new URL(page.url());
      const [play] = EMPTY_PROGRAM;
      expect(programIn(hash)).toEqual([
        { name: 'play.ts', text: `// mine\n${play?.text}` },
        ...EMPTY_PROGRAM.slice(1),
      ]);
      await goto(fragmentOf(withMain('// theirs\n')));
      expect(await firstLine.innerText()).toBe('// theirs');
      await goto('');
      expect(await firstLine.innerText()).toBe('// mine');
      await goto(hash);
      expect(await firstLine.innerText()).toBe('// mine');
    }));

  it('that does not end is stopped, and another runs after it', (context) =>
    withPlayground(
      context,
      { fragment: fragmentOf(withMain('export function main() { for (;;); }')) },
      async ({ page, playground, run, status, runToItsEnd }) => {
        await run.click();
        await playground.getByRole('button', { name: 'Stop', exact: true }).click();
        await status.getByText('Stopped.').waitFor();
        await playground.locator('.cm-content').click();
        await page.keyboard.press('Control+A');
        await page.keyboard.type('export function main() {}');
        expect(await runToItsEnd()).toMatch(/^0 requests/);
      },
    ));

  it('that breaks says why and where, and leads there', (context) =>
    withPlayground(
      context,
      { fragment: fragmentOf(withMain('\n\nexport function main() { throw new Error("no"); }')) },
      async ({ playground, runToItsEnd }) => {
        expect(await runToItsEnd()).toMatch(/^It did not run to its end/);
        expect(await playground.getByRole('alert').innerText()).toContain('main threw Error: no');
        await playground.getByRole('tab', { name: 'table.ts' }).click();
        await playground.getByRole('button', { name: 'Go to play.ts:3:26' }).click();
        expect(await playground.locator('.cm-activeLine').innerText()).toContain('throw new Error');
      },
    ));
});

describe('a link', { timeout: 60_000 }, () => {
  it.for([
    ['is of another kind', '#hello'],
    ['is markup', `#${MARKUP}`],
    ['is cut off', fragmentOf(EMPTY_PROGRAM).slice(0, 120)],
    ['was changed', fragmentOf(EMPTY_PROGRAM).replace(/.{8}$/, 'AAAAAAAA')],
    ['is longer than any program', `#1.${'A'.repeat(70_000)}`],
    ['swells to more than any program', fragmentOf([{ name: 'table.ts', text: ' '.repeat(5_000_000) }])],
    ['names a file outside', fragmentOf([{ name: '../table.ts', text: '' }])],
    ['has no table', fragmentOf([{ name: 'play.ts', text: '' }])],
  ] as const)(
    'that %s is refused with a message, and nothing of it is run or shown',
    ([, fragment], context) =>
      withPlayground(context, { fragment }, async ({ page, playground, run, status }) => {
        const message = playground.getByRole('alert');
        expect(await message.innerText()).toMatch(/\. Nothing of it was run\.$/);
        expect(await playground.getByRole('tab').allInnerTexts()).toEqual(['play.ts', 'table.ts']);
        expect(await playground.locator('.cm-content').innerText()).toContain('// Run calls main');
        expect(await run.isEnabled()).toBe(true);
        expect(await status.innerText()).toBe('Control and Enter run it.');
        expect(await page.locator('img[src=x]').count()).toBe(0);
      }),
  );

  it('that holds a program runs nothing until Run is pressed', (context) =>
    withPlayground(
      context,
      {
        fragment: fragmentOf(
          withMain("console.log('loaded');\nexport function main() { console.log('ran'); }"),
        ),
      },
      async ({ page, playground, printed, runToItsEnd }) => {
        // By then frame and worker are there; the worker would have run what it had been given.
        await page.waitForLoadState('networkidle');
        expect(await playground.locator('.output').isVisible()).toBe(false);
        expect(await playground.locator('.verdict').innerText()).toBe('');
        await runToItsEnd();
        expect(await printed.innerText()).toMatch(/^(loaded\n)+ran\n?$/);
      },
    ));

  it('whose program is full of markup shows it as text', (context) => {
    const text = `import { PutCommand } from '@aws-sdk/lib-dynamodb';
export async function main({ client, tables }) {
  const markup = ${JSON.stringify(MARKUP).replaceAll('</', '<\\/')};
  console.log(markup);
  await client.send(new PutCommand({ TableName: tables.main, Item: { pk: markup, sk: markup, [markup]: markup } }));
  throw new Error(markup);
}`;
    return withPlayground(
      context,
      { fragment: fragmentOf(withMain(text)) },
      async ({ page, playground, printed, runToItsEnd }) => {
        await runToItsEnd();
        expect((await printed.innerText()).trim()).toBe(MARKUP);
        expect(await playground.getByRole('alert').innerText()).toContain(MARKUP);
        expect(await playground.locator('.cards caption').innerText()).toContain(MARKUP);
        expect(await page.locator('img[src=x], keysmith-playground script').count()).toBe(0);
      },
    );
  });

  it('to another program, followed in the same tab, shows that program', (context) =>
    withPlayground(context, { fragment: fragmentOf(withMain('// one')) }, async ({ page, playground }) => {
      await page.evaluate((hash) => void (location.hash = hash), fragmentOf(withMain('// two')));
      await playground.locator('.cm-line', { hasText: '// two' }).waitFor();
    }));
});

describe('the page', { timeout: 60_000 }, () => {
  const violations = async (page: Page): Promise<readonly string[]> => {
    const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  };
  const failing = fragmentOf(
    withMain(`${EMPTY_PROGRAM[0]?.text.replace('console.log(Items);', 'throw Items;')}`),
  );

  it.for([
    ['light', '', {}],
    ['dark', '', { colorScheme: 'dark' }],
    ['on a phone', '', { viewport: PHONE }],
    ['with a program that broke', failing, {}],
    ['dark, with a program that broke', failing, { colorScheme: 'dark' }],
    ['with a link that is broken', '#nothing', {}],
  ] as const)('is accessible after a run, %s', ([, fragment, options], context) =>
    withPlayground(context, { fragment, ...options }, async ({ page, runToItsEnd }) => {
      await runToItsEnd();
      expect(await violations(page)).toEqual([]);
    }),
  );

  it('fits a phone', (context) =>
    withPlayground(context, { viewport: PHONE, fragment: failing }, async ({ page, runToItsEnd }) => {
      await runToItsEnd();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        PHONE.width,
      );
    }));

  it('says without JavaScript that it needs it', async (context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const session = await browser.newContext({ javaScriptEnabled: false });
    const page = await session.newPage();
    await page.goto(`${served.address}playground/`);
    expect(await page.getByText(/The playground needs JavaScript/).isVisible()).toBe(true);
    await session.close();
  });
});
