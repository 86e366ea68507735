/* The server part of `npm start` over real HTTP, on the toy course; only the watching of the disk is done by hand. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readProgress } from '@keysmith/course';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN_HEADER, type BesideEvent } from '../../../site/beside/messages.ts';
import { openBeside, type Beside } from '../../../site/beside/server.ts';
import { answerWith, runnableToy, workOf } from '../../cli/command.ts';
import type { Toy } from '../../course/toy.ts';

const TOKEN = 'the-token';
const EVENTS = '/beside/keep-notes/events/';
const STARTER = '/beside/keep-notes/starter/';

let toy: Toy;
let beside: Beside;
let server: Server;
let watched: Set<() => void>;

beforeEach(async () => {
  toy = await runnableToy();
  watched = new Set();
  beside = openBeside({
    root: toy.root,
    token: TOKEN,
    watch(_folder, onChange) {
      watched.add(onChange);
      return () => watched.delete(onChange);
    },
  });
  server = createServer((asked, response) =>
    beside.handle(asked, response, () => response.writeHead(204).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await beside.close();
  await toy[Symbol.asyncDispose]();
});

const saved = (): void => watched.forEach((onChange) => onChange());
const ownOrigin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks with the path exactly as it is given; `fetch` would tidy it up. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Reply> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.on('error', reject).end();
  });
}

interface Stream {
  readonly events: readonly BesideEvent[];
  /** Resolves with the first event from now on, or that has been told already, that is wanted. */
  until(isWanted: (event: BesideEvent) => boolean): Promise<BesideEvent>;
  leave(): void;
}

function listen(path: string): Stream {
  const { port } = server.address() as AddressInfo;
  const events: BesideEvent[] = [];
  const waiting = new Set<() => void>();
  const asked = request({ host: '127.0.0.1', port, path }, (response) => {
    let rest = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) events.push(JSON.parse(block.replace(/^data: /, '')) as BesideEvent);
      for (const look of waiting) look();
    });
    response.on('error', () => undefined);
  });
  asked.on('error', () => undefined).end();
  return {
    events,
    until: (isWanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const event = events.find(isWanted);
          if (event === undefined) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
        look();
      }),
    leave: () => asked.destroy(),
  };
}

const ofType =
  (...types: readonly BesideEvent['type'][]) =>
  ({ type }: BesideEvent): boolean =>
    types.includes(type);

/** "3 of 6": the points of an outcome. */
function pointsOf(event: BesideEvent): string {
  if (event.type !== 'outcome') throw new Error(`${event.type} is no outcome`);
  const sum = (name: 'points' | 'maxPoints') =>
    event.outcome.results.reduce((total, result) => total + result[name], 0);
  return `${sum('points')} of ${sum('maxPoints')}`;
}

describe('the server beside an own editor', { timeout: 90_000 }, () => {
  it('refuses what another page, another name or another method asks', async () => {
    const origin = ownOrigin();
    const answers = {
      own: await ask('/beside/progress/'),
      name: await ask('/beside/progress/', 'GET', { host: 'evil.example' }),
      page: await ask('/anything/', 'GET', { origin: 'https://evil.example' }),
      stream: await ask(EVENTS, 'GET', { 'sec-fetch-site': 'same-site' }),
      method: await ask(EVENTS, 'DELETE'),
      read: await ask(STARTER),
      noOrigin: await ask(STARTER, 'POST', { [TOKEN_HEADER]: TOKEN }),
      noToken: await ask(STARTER, 'POST', { origin }),
      oldToken: await ask(STARTER, 'POST', { origin, [TOKEN_HEADER]: 'old' }),
      elsewhere: await ask('/anything/'),
    };
    expect(Object.entries(answers).map(([name, { status }]) => [name, status])).toEqual([
      ['own', 200],
      ['name', 403],
      ['page', 403],
      ['stream', 403],
      ['method', 405],
      ['read', 405],
      ['noOrigin', 403],
      ['noToken', 403],
      ['oldToken', 403],
      ['elsewhere', 204],
    ]);
    expect(answers.name.text).toBe('This server is not "evil.example". Open it as 127.0.0.1 or localhost.\n');
    expect(answers.method.headers.allow).toBe('GET');
    expect(existsSync(toy.path('work'))).toBe(false);
  });

  it.each([
    '/beside/../package.json',
    '/beside/../../../etc/passwd/events/',
    '/beside/..%2f..%2fetc/events/',
    '/beside/%2e%2e/events/',
    '/beside/keep-notes/../../events/',
    '/beside/keep-notes/events/table.ts',
    '/beside/keep-notes%00/events/',
    '/beside/no-such-exercise/events/',
  ])('has nothing at %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, text: expect.stringMatching(/^There is no/) });
  });

  it('copies the starter when its page asks for it, and never over what is there', async () => {
    const headers = { origin: ownOrigin(), [TOKEN_HEADER]: TOKEN };
    await toy.write(`${workOf()}/access.ts`, '// mine\n');
    const reply = await ask(STARTER, 'POST', headers);
    expect(reply).toMatchObject({ status: 200, text: '{"copied":["table.ts"]}' });
    expect(await toy.read(`${workOf()}/access.ts`)).toBe('// mine\n');
    expect(await ask('/beside/nothing/starter/', 'POST', headers)).toMatchObject({ status: 404 });
  });

  it('tells what is missing, and runs nothing until it is there', async () => {
    const stream = listen(EVENTS);
    expect(await stream.until(ofType('work'))).toEqual({ type: 'work', missing: ['table.ts', 'access.ts'] });
    await answerWith(toy, 'scans');
    saved();
    expect(pointsOf(await stream.until(ofType('outcome')))).toBe('3 of 6');
    expect(stream.events.filter(ofType('run'))).toHaveLength(1);
  });

  it('gives both passes of a right answer, with the files and the recordings, and keeps the progress', async () => {
    await answerWith(toy);
    const stream = listen(EVENTS);
    const kept = await stream.until(ofType('kept'));
    expect(stream.events.map(({ type }) => type).filter((type) => !/^check|^progress/.test(type))).toEqual([
      'work',
      'run',
      'first-verdict',
      'outcome',
      'kept',
    ]);
    const access = await toy.read(`${workOf()}/access.ts`);
    expect(stream.events.find(ofType('run'))).toMatchObject({
      files: [{}, { name: 'access.ts', text: access }],
    });
    const outcome = stream.events.find(ofType('outcome')) as BesideEvent;
    expect(pointsOf(outcome)).toBe('6 of 6');
    expect(JSON.stringify(outcome)).toContain('"recording":{');
    const progress = await readProgress(toy.root);
    expect(progress.exercises['keep-notes']?.passedAt).toBeDefined();
    expect(kept).toEqual({ type: 'kept', progress });
    expect(JSON.parse((await ask('/beside/progress/')).text)).toEqual(progress);
  });

  it('ends a run that a save overtakes', async () => {
    await answerWith(toy);
    const right = await toy.read(`${workOf()}/access.ts`);
    await writeFile(toy.path(`${workOf()}/access.ts`), "console.log('for ever');\nfor (;;) {}\n");
    const stream = listen(EVENTS);
    await stream.until(ofType('output'));
    await writeFile(toy.path(`${workOf()}/access.ts`), right);
    saved();
    expect(pointsOf(await stream.until(ofType('outcome')))).toBe('6 of 6');
    expect(stream.events.filter(ofType('outcome', 'trouble'))).toHaveLength(1);
  });

  it('tells a page that comes later what the others know, and stops when all have left', async () => {
    await answerWith(toy, 'scans');
    const first = listen(EVENTS);
    await first.until(ofType('kept'));
    const second = listen(EVENTS);
    await second.until(ofType('kept'));
    expect(second.events).toEqual(first.events);
    first.leave();
    second.leave();
    await expect.poll(() => watched.size).toBe(0);
  });

  it('says what keeps it from its part', async () => {
    await answerWith(toy, 'scans');
    await toy.write('.keysmith/progress.json', '{"version":2}');
    const stream = listen(EVENTS);
    expect(await stream.until(ofType('trouble'))).toMatchObject({
      reason: expect.stringContaining('newer version'),
    });
    expect(await ask('/beside/progress/')).toMatchObject({ status: 500 });
  });
});
