import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { policyOf, withPolicy } from '../../site/policy.ts';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { oneOfEachKind } from './kinds.ts';
import { pagesOf } from './pages.ts';
import { searchFor } from './search.ts';
import { serve, type ServedSite } from './serve.ts';

const site = inject('site').nested;

let browser: Browser | undefined;
let served: ServedSite;

beforeAll(async () => {
  served = await serve(site);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served[Symbol.asyncDispose]();
});

const directive = (policy: string, name: string): string | undefined =>
  policy
    .split('; ')
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe('the policy of a page', () => {
  it('lets inline scripts run that the page had, and no data block is taken for one', () => {
    const policy = policyOf(
      '<script>a()</script><script type="application/json">{}</script><style>b{}</style>',
    );
    expect(directive(policy, 'script-src')?.match(/sha256-/g)).toHaveLength(1);
    expect(directive(policy, 'script-src')).toContain(
      "'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='",
    );
    expect(directive(policy, 'style-src')?.match(/sha256-/g)).toHaveLength(1);
  });

  it('stands before every script, and is never written twice', () => {
    const page = withPolicy('<html><head><meta charset="utf-8"><script>a()</script></head></html>');
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script>'));
    expect(withPolicy(page)).toBe(page);
  });

  it('is not left out silently', () => {
    expect(() => withPolicy('<html></html>')).toThrow('no place for its content security policy');
  });

  it.for(pagesOf(site).map(({ path, html }) => ({ path, html })))('is strict on $path', ({ html }) => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(directive(policy, 'default-src')).toBe("'none'");
    expect(directive(policy, 'script-src')).not.toMatch(
      /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:/,
    );
    // An attribute that runs script would be refused in the browser, and only there.
    expect(html).not.toMatch(/<[a-z][^>]*\son[a-z]+=/i);
  });
});

describe('in a browser', { timeout: 120_000 }, () => {
  it.for(oneOfEachKind(site))('nothing of a page of the kind %s is refused', async ([, path], context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text())) refused.push(message.text());
    });
    try {
      await page.goto(new URL(path.slice(1), served.address).href);
      await searchFor(page, 'item collection');
      expect(refused).toEqual([]);
    } finally {
      await page.close();
    }
  });

  it('a script that was put into the page does not run', async (context) => {
    if (!browser) return context.skip(NO_BROWSER);
    const page = await browser.newPage();
    try {
      await page.goto(served.address);
      const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran = true">');
        return new Promise((resolve) => setTimeout(() => resolve('ran' in window), 200));
      });
      expect(ran).toBe(false);
    } finally {
      await page.close();
    }
  });
});
