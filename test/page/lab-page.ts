import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleFrame, bundleLab, bundleWorker } from '@keysmith/page/bundle';
import type { Lab, LabEvent, LabOptions, LabOutcome, LabRun } from '@keysmith/page';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../site/browser.ts';

/** What one run in the page came to. */
export interface PageRun {
  readonly outcome: LabOutcome;
  readonly events: readonly LabEvent[];
}

/** A page with a lab in it, in a browser. */
export interface LabPage extends AsyncDisposable {
  readonly page: Page;
  /** "http://127.0.0.1:40123". */
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  run(run: LabRun): Promise<PageRun>;
}

/** What the page's own script sees. */
export interface LabWindow {
  lab: Lab;
  createLab(options: LabOptions): Lab;
}

const ADDRESSES = { frameUrl: '/lab/frame.html', programUrl: '/lab/worker.js' };

/** As strict as the site's own: nothing inline, no eval, no workers outside the frame. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'none'; style-src 'self'";

const START = `
import { createLab } from '/lab/lab.js';
window.createLab = createLab;
window.lab = createLab(${JSON.stringify(ADDRESSES)});
`;

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lab</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<body><script type="module" src="/start.js"></script></body></html>`;

export interface LabPageOptions {
  /** Changes the frame's page. */
  readonly frame?: (html: string) => string;
}

/** Opens a page with a lab; undefined if this machine has no browser. */
export async function openLabPage(options: LabPageOptions = {}): Promise<LabPage | undefined> {
  const browser = await openBrowser();
  if (browser === undefined) return undefined;
  const requests: string[] = [];
  const server = await serve(await filesOfPage(options), requests);
  const page = await browser.newPage();
  await page.goto(server.origin);
  await page.waitForFunction(() => 'lab' in window);
  return {
    page,
    origin: server.origin,
    requests,
    run: async (run) => JSON.parse(await page.evaluate(runInPage, run)) as PageRun,
    [Symbol.asyncDispose]: () => closeAll(browser, server),
  };
}

/** Runs inside the page. Gives a {@link PageRun} as JSON text, since what carries values out of a page loses `__proto__`. */
async function runInPage(run: LabRun): Promise<string> {
  const { lab } = window as unknown as LabWindow;
  const events: LabEvent[] = [];
  const outcome = await lab.run(run, (event) => events.push(event));
  return JSON.stringify({ outcome, events });
}

async function filesOfPage({
  frame: change = (html) => html,
}: LabPageOptions): Promise<ReadonlyMap<string, readonly [type: string, text: string]>> {
  const [frame, worker, lab] = await Promise.all([bundleFrame(), bundleWorker(), bundleLab()]);
  return new Map([
    ['/', ['text/html', HTML]],
    ['/start.js', ['text/javascript', START]],
    ['/lab/lab.js', ['text/javascript', lab]],
    ['/lab/worker.js', ['text/javascript', worker]],
    ['/lab/frame.html', ['text/html', change(frame)]],
  ]);
}

interface Served {
  readonly origin: string;
  close(): void;
}

async function serve(files: Awaited<ReturnType<typeof filesOfPage>>, requests: string[]): Promise<Served> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const [type, text] = files.get(path) ?? [];
    // Whoever gets here from another origin would be let in, were it not for the frame's policy.
    response.setHeader('access-control-allow-origin', '*');
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${type ?? 'text/plain'}; charset=utf-8`,
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function closeAll(browser: Browser, server: Served): Promise<void> {
  await browser.close();
  server.close();
}
