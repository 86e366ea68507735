/* What a learner's code in the page tries, and does not reach. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { NO_BROWSER } from '../site/browser.ts';
import { openLabPage, type LabPage, type LabWindow, type PageRun } from './lab-page.ts';

let lab: LabPage | undefined;
let elsewhere: Server;
/** Paths that a server of another origin was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/javascript');
    response.end('void 0;');
  });
  elsewhere.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  lab = await openLabPage();
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  elsewhere.close();
});

const inPage = (context: TestContext): LabPage => lab ?? context.skip(NO_BROWSER);

const TABLE = `export const tables = { main: {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
} };`;

const CHECKS = `import { check, expect } from '@keysmith/instruments';
check('tries', async ({ open }) => {
  const rig = await open();
  expect(await rig.call('tries')).toBe('nothing');
});`;

const exercise = {
  specs: [{ id: 'tries', task: 'task', title: 'nothing is reached', points: 1, needs: [] }],
  checks: CHECKS,
};

/** Runs a function body of a learner; what it returns should be 'nothing'. */
function run(page: LabPage, body: string, top = ''): Promise<PageRun> {
  const text = `${TABLE}\n${top}\nexport async function tries() {\n${body}\n}`;
  return page.run({ files: [{ name: 'access.ts', text }], exercise, seed: 1, depth: 'full' });
}

/** What one attempt came to: 'nothing', or what it reached. */
async function reached(page: LabPage, attempt: string): Promise<string> {
  const body = `
    const settled = (promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, 1000))]);
    const attempt = async () => { ${attempt} };
    try { const found = await settled(attempt()); return found === undefined ? 'nothing' : 'reached ' + found; }
    catch { return 'nothing'; }`;
  const { outcome } = await run(page, body);
  const [result] = outcome.results;
  return result?.status === 'pass' ? 'nothing' : `${outcome.status}: ${result?.failure?.happened}`;
}

/** Attempts on the network, at an ADDRESS that would answer. */
const REQUESTS: Readonly<Record<string, string>> = {
  fetch: 'return (await fetch(ADDRESS)).status;',
  XMLHttpRequest:
    "const r = new XMLHttpRequest(); r.open('GET', ADDRESS, false); r.send(); return r.status || undefined;",
  WebSocket:
    "const s = new WebSocket(ADDRESS.replace('http', 'ws')); await new Promise((_, no) => { s.onerror = no; }); return;",
  EventSource:
    'const s = new EventSource(ADDRESS); await new Promise((_, no) => { s.onerror = no; }); return;',
  importScripts: "importScripts(ADDRESS); return 'a script';",
  import: "await new Function('address', 'return import(address)')(ADDRESS); return 'a module';",
  "a nested worker's fetch": `
    const code = "fetch(" + JSON.stringify(ADDRESS) + ").then((r) => postMessage(r.status), () => postMessage(undefined))";
    const w = new Worker(URL.createObjectURL(new Blob([code])));
    return await new Promise((ok, no) => { w.onmessage = ({ data }) => ok(data); w.onerror = no; });`,
  FontFace: "const f = new FontFace('x', 'url(' + ADDRESS + ')'); await f.load(); return 'a font';",
};

/** Tries all of them at an origin, and gives what each came to. */
async function tryRequests(page: LabPage, origin: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(REQUESTS)) {
    const address = `${origin}/secret/${encodeURIComponent(name)}`;
    found[name] = await reached(page, `const ADDRESS = ${JSON.stringify(address)}; ${attempt}`);
  }
  return found;
}

const secret = (path: string): boolean => path.includes('secret');

describe('the network', () => {
  const nothing = Object.fromEntries(Object.keys(REQUESTS).map((name) => [name, 'nothing']));

  it('is out of reach, be it elsewhere or the site itself', async (context) => {
    const page = inPage(context);
    const { port } = elsewhere.address() as AddressInfo;
    expect(await tryRequests(page, `http://127.0.0.1:${port}`)).toEqual(nothing);
    expect(await tryRequests(page, page.origin)).toEqual(nothing);
    expect(asked).toEqual([]);
    expect(page.requests.filter(secret)).toEqual([]);
  });

  it('would be within reach of every attempt, were it not for the policy of the frame', async (context) => {
    inPage(context);
    await using open = await openLabPage({
      frame: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
    });
    const { port } = elsewhere.address() as AddressInfo;
    await tryRequests(open as LabPage, `http://127.0.0.1:${port}`);
    const names = Object.keys(REQUESTS).map((name) => `/secret/${encodeURIComponent(name)}`);
    expect(new Set(asked)).toEqual(new Set(names));
  });
});

describe('the site', () => {
  it.for([
    ['its storage', 'return localStorage.length;'],
    ['its session', 'return sessionStorage.length;'],
    [
      'its databases',
      "const r = indexedDB.open('x'); await new Promise((ok, no) => { r.onsuccess = ok; r.onerror = no; }); return 'a database';",
    ],
    ['its caches', 'return (await caches.keys()).length;'],
    ['its files', 'return (await navigator.storage.getDirectory()).name;'],
    ['its cookies', 'return document.cookie;'],
    ['its cookie store', 'return (await cookieStore.getAll()).length;'],
    ['its document', 'return parent.document.title;'],
    ['its top window', 'return top.location.href;'],
    ['its opener', 'return opener.location.href;'],
    ['another address', "location.href = 'about:blank'; location.assign('about:blank'); return undefined;"],
    ['another window', "return open('about:blank') === null ? undefined : 'a window';"],
    ['a shared worker', "return new SharedWorker('data:text/javascript,') && 'a shared worker';"],
    ['a service worker', "return (await navigator.serviceWorker.register('/x.js')) && 'a service worker';"],
  ] as const)('is out of reach: %s', async ([, attempt], context) => {
    const page = inPage(context);
    const before = page.page.url();
    expect(await reached(page, attempt)).toBe('nothing');
    expect(page.page.url()).toBe(before);
  });

  it('hears nothing on a channel by name', async (context) => {
    const page = inPage(context);
    await page.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      new BroadcastChannel('open').onmessage = ({ data }) => heard.push(data);
    });
    await reached(page, "new BroadcastChannel('open').postMessage('hello'); return undefined;");
    expect(await page.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });

  it('takes no message of the worker for a verdict', async (context) => {
    const page = inPage(context);
    const verdict = { id: 'tries', task: 'task', title: 't', status: 'pass', points: 9, maxPoints: 9 };
    const messages = JSON.stringify([{ type: 'finished', verdict }, { type: 'done' }]);
    const { outcome } = await run(
      page,
      `for (const message of ${messages}) { postMessage(message); postMessage(JSON.stringify(message)); }
       return 'something';`,
    );
    expect(outcome.results.map(({ status }) => status)).toEqual(['fail']);
  });

  it('gets markup as text, and puts none of it into the page', async (context) => {
    const page = inPage(context);
    const markup =
      '<img src="/secret-image" onerror="window.broken = true"><script>window.broken = true</script>';
    const before = await page.page.evaluate(() => document.body.innerHTML);
    const { outcome, events } = await run(
      page,
      `console.log(${JSON.stringify(markup)}); return ${JSON.stringify(markup)};`,
    );
    expect(outcome.results[0]?.failure?.evidence).toContain(markup);
    expect(events).toContainEqual({ type: 'output', stream: 'stdout', text: `${markup}\n` });
    expect(await page.page.evaluate(() => document.body.innerHTML)).toBe(before);
    expect(await page.page.evaluate(() => 'broken' in window)).toBe(false);
    expect(page.requests.filter((path) => path.includes('secret'))).toEqual([]);
  });
});

describe('the frame', () => {
  it('is sandboxed, with an opaque origin', async (context) => {
    const { page } = inPage(context);
    expect(await page.evaluate(() => document.querySelector('iframe')?.getAttribute('sandbox'))).toBe(
      'allow-scripts',
    );
    const frame = page.frames().find((each) => each.url().endsWith('/lab/frame.html'));
    expect(await frame?.evaluate(() => self.origin)).toBe('null');
  });

  it('runs nothing where the sandbox is missing', async (context) => {
    const { page } = inPage(context);
    const answer = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/lab/frame.html';
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const control = new MessageChannel();
      const runner = new MessageChannel();
      const heard = new Promise(
        (resolve) => (runner.port1.onmessage = () => resolve('a worker was started')),
      );
      const program = 'onmessage = ({ ports }) => ports[0].postMessage(1)';
      frame.contentWindow?.postMessage({ program }, '*', [control.port2]);
      control.port1.postMessage({ type: 'start', worker: 1 }, [runner.port2]);
      const late = new Promise((resolve) => setTimeout(() => resolve('nothing was started'), 1000));
      return Promise.race([heard, late]);
    });
    expect(answer).toBe('nothing was started');
  });
});

describe('a run', () => {
  it('leaves no worker behind, whatever it started', async (context) => {
    const page = inPage(context);
    await run(
      page,
      "setInterval(() => {}, 1); new Worker(URL.createObjectURL(new Blob(['for (;;);']))); return 'nothing';",
    );
    // The one that waits for the next run. A loop that runs on another processor's time can delay its end by seconds.
    await expect.poll(() => page.page.workers().length, { timeout: 15_000 }).toBe(1);
  });

  it('reaches nothing of the run before it', async (context) => {
    const page = inPage(context);
    await run(page, "globalThis.kept = 'something'; Array.prototype.kept = 'something'; return 'nothing';");
    const { outcome } = await run(page, "return globalThis.kept ?? [].kept ?? 'nothing';");
    expect(outcome.results.map(({ status }) => status)).toEqual(['pass']);
  });

  it('is gone with the lab', async (context) => {
    const page = inPage(context);
    const left = await page.page.evaluate(async () => {
      const lab = (window as unknown as LabWindow).createLab({
        frameUrl: '/lab/frame.html?second',
        programUrl: '/lab/worker.js',
      });
      const before = document.querySelectorAll('iframe').length;
      lab.dispose();
      return before - document.querySelectorAll('iframe').length;
    });
    expect(left).toBe(1);
  });
});
