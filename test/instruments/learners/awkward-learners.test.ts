import { crashes, expect as expectIt, faults, lag, races, type Rig } from '@keysmith/instruments';
import type { CheckBody } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';

/** Two clients call the same function; what must be true afterwards is given. */
const raced =
  (
    afterwards: (rig: Rig, results: readonly unknown[]) => Promise<void> | void = () => undefined,
  ): CheckBody =>
  async ({ open }) =>
    races(await open(), {
      clients: {
        'client A': (client) => client.call('work', { by: 'A' }),
        'client B': (client) => client.call('work', { by: 'B' }),
      },
      afterwards,
    });

const stopped =
  (afterwards: (rig: Rig) => Promise<void> | void = () => undefined): CheckBody =>
  async ({ open }) =>
    crashes(await open(), { work: (client) => client.call('work', { by: 'A' }), afterwards });

const called: CheckBody = async ({ open }) => void (await (await open()).call('work', { by: 'A' }));

describe('requests of one client side by side', () => {
  const CODE = `
    export async function work(context, { by }) {
      await Promise.all(['x', 'y', 'z'].map((name) => write(context, name, { by })));
    }
    export const names = async (context) =>
      (await Promise.all(['x', 'y', 'z'].map((name) => read(context, name)))).map((item) => item?.by ?? 'nobody');
  `;

  it('are steps of a race, each of them', async () => {
    const body = raced(async (rig) => {
      expectIt(new Set(await rig.call<string[]>('names')).size, 'how many writers won').toBe(1);
    });
    const verdict = await judge(CODE, body);
    expect(verdict.failure?.happened).toBe('how many writers won: 2 instead of 1');
    expect(verdict.failure?.requests.map(({ operation }) => operation)).toEqual(
      Array.from({ length: 6 }, () => 'PutItem'),
    );
    expect(await judge(CODE, body)).toEqual(verdict);
  });

  it('show each its own change in the recording of a crash', async () => {
    const body: CheckBody = async ({ open }) =>
      crashes(await open(), {
        work: (client) => client.call('work', { by: 'A' }),
        rerun: false,
        afterwards: async (rig) => expectIt(await rig.call('names'), 'the writers').toEqual(['A', 'A', 'A']),
      });
    const verdict = await judge(CODE, body);
    const [token] = verdict.failure?.token?.split('.').slice(-1) ?? [];
    expect(token).toBe('before1');
    const last = await judge(CODE, body, {
      replay: { checkId: 'the-check', seed: 1, instrument: 1, plan: 'after2' },
    });
    const steps = last.failure?.replay?.steps.filter((step) => step.kind === 'request') ?? [];
    expect(steps.map(({ changes }) => changes.map(({ key }) => key['pk']))).toEqual([
      [{ S: 'x' }],
      [{ S: 'y' }],
    ]);
  });
});

describe('a loop without an end', () => {
  it('in a race is ended, and the client is named', async () => {
    const verdict = await judge(
      `export async function work(context, { by }) { while (!(await read(context, 'never'))); }`,
      raced(),
    );
    expect(verdict.failure?.happened).toBe(
      // The two take turns, a hundred requests each; this one was at its turn.
      'expected client B to come to an end, but after 1,000 requests it still went on',
    );
    expect(verdict.failure?.timeline?.split('\n').length).toBeLessThan(300);
  });

  it('in a race is ended when it only sleeps', async () => {
    const verdict = await judge(
      `export async function work({ sleep }) { for (;;) await sleep(100); }`,
      raced(),
    );
    expect(verdict.failure?.happened).toContain('to come to an end');
  });

  it.each([
    ['asks', `export async function work(context) { while (!(await read(context, 'never'))); }`],
    ['sleeps', `export async function work({ sleep }) { for (;;) await sleep(100); }`],
    [
      'asks, and catches whatever comes',
      `export async function work(context) { for (;;) try { await read(context, 'never'); } catch {} }`,
    ],
  ])('elsewhere is ended too when it %s', { timeout: 60_000 }, async (_, code) => {
    for (const body of [called, stopped()]) {
      const verdict = await judge(code, body);
      expect(verdict.failure?.happened).toBe(
        'expected work to come to an end, but after 20,000 requests it still went on',
      );
    }
  });

  it('is none where a client waits for another without a pause', async () => {
    const verdict = await judge(
      `export async function work(context, { by }) {
        if (by === 'B') return void (await write(context, 'go', {}));
        while (!(await read(context, 'go')));
      }`,
      async ({ open }) =>
        races(await open(), {
          clients: {
            'client A': (client) => client.call('work', { by: 'A' }),
            'client B': (client) => client.call('work', { by: 'B' }),
          },
          budget: 20,
          afterwards: () => undefined,
        }),
    );
    expect(verdict.failure).toBeUndefined();
    expect(verdict.status).toBe('pass');
  });
});

describe('code that goes by real time or chance', () => {
  it('may wait for a timer', async () => {
    const verdict = await judge(
      `export async function work(context, { by }) {
        const item = await read(context, 'x');
        await new Promise((resolve) => setTimeout(resolve, 1));
        await write(context, 'x', { count: (item?.count ?? 0) + 1 });
      }
      export const count = async (context) => (await read(context, 'x')).count;`,
      raced(async (rig) => expectIt(await rig.call('count'), 'the count').toBe(2)),
    );
    expect(verdict.failure?.happened).toBe('the count: 1 instead of 2');
  });

  it('is told so when a run that broke does not break again', async () => {
    const verdict = await judge(
      `const chance = () => ((globalThis.drawn = (globalThis.drawn ?? 0) + 1) === 1 ? 0 : 1);
      export async function work(context) { await write(context, 'x', { by: chance() }); }
      export const by = async (context) => (await read(context, 'x')).by;`,
      async ({ open }) =>
        races(await open(), {
          clients: { 'client A': (client) => client.call('work') },
          afterwards: async (rig) => expectIt(await rig.call('by'), 'who wrote').toBe(1),
        }),
    );
    expect(verdict.status).toBe('fail');
    expect(verdict.failure?.happened).toContain('take `now`, `newId` and `sleep` from the context');
  });
});

describe('state in a module', () => {
  it('is not shared by two servers: a cache is stale on one of them', async () => {
    const verdict = await judge(
      `let cached;
      export async function work(context) {
        cached ??= (await read(context, 'x')) ?? { count: 0 };
        cached = { ...cached, count: cached.count + 1 };
        await write(context, 'x', { count: cached.count });
      }
      export const count = async (context) => (await read(context, 'x')).count;`,
      async ({ open }) => {
        const rig = await open();
        const servers = [rig.client({ name: 'A' }), rig.client({ name: 'B' })] as const;
        for (const server of [...servers, ...servers]) await server.call('work');
        expectIt(await rig.call('count'), 'the count').toBe(4);
      },
    );
    expect(verdict.failure?.happened).toBe('the count: 3 instead of 4');
  });

  it('cannot be a client: one of an earlier call is refused', async () => {
    const verdict = await judge(
      `let kept;
      export async function work(context) {
        kept ??= context.client;
        await write({ ...context, client: kept }, 'x', {});
      }`,
      async ({ open }) => {
        const rig = await open();
        await rig.call('work');
        await rig.call('work');
      },
    );
    expect(verdict.failure?.happened).toContain('This client belongs to a call that has ended.');
  });
});

describe('a mistake that has nothing to do with a race', () => {
  it.each([
    ['races', raced()],
    ['crashes', stopped()],
    [
      'faults',
      async ({ open }) =>
        faults(await open(), { work: (client) => client.call('work'), afterwards: () => undefined }),
    ],
    ['lag', async ({ open }) => lag(await open(), { work: (client) => client.call('work') })],
  ] satisfies [string, CheckBody][])('is not blamed on %s', async (_, body) => {
    const verdict = await judge(
      `export async function work(context) { await write(context, 'x', {}); return undefined.length; }`,
      body,
    );
    expect(verdict.status).toBe('fail');
    expect(verdict.failure?.happened).toBe(
      "work threw TypeError: Cannot read properties of undefined (reading 'length')",
    );
    expect(verdict.failure?.place).toMatch(/^access\.ts:\d+:\d+$/);
    expect(verdict.failure?.why ?? 'This is no race').toMatch(/^This is no race/);
  });
});

describe('a request that nobody waits for', () => {
  const FLOATING = `export async function work(context) { void write(context, 'x', {}); }`;
  const LATE = `export async function work(context) {
    void (async () => { await null; await null; await write(context, 'x', {}); })();
  }`;

  it.each([
    ['is under way', FLOATING],
    ['begins after the function has returned', LATE],
  ])('is noticed when it %s, in a race too', async (_, code) => {
    for (const body of [called, raced(), stopped()]) {
      const verdict = await judge(code, body);
      expect(verdict.failure?.happened).toBe(
        'work returned before a request of it had an answer (PutItem). An `await` is missing: in Lambda the process may stop before the request is sent.',
      );
    }
  });

  it('is refused when it comes much later, and is in no trace of another call', async () => {
    const verdict = await judge(
      `let late = 'not yet';
      export async function work(context) {
        setTimeout(() => write(context, 'x', {}).catch((error) => { late = error.name; }), 1);
      }
      export const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
      export const outcome = () => late;`,
      async ({ open }) => {
        const rig = await open();
        await rig.call('work');
        const { trace } = await rig.run('wait');
        expectIt(trace.requests.length, 'requests of another call').toBe(0);
        expectIt(await rig.call('outcome'), 'what became of the late request').toBe('CallEnded');
      },
    );
    expect(verdict.failure).toBeUndefined();
    expect(verdict.status).toBe('pass');
  });
});

describe('code that makes no request at all', () => {
  it('can be raced, stopped and disturbed, and fails by what it leaves undone', async () => {
    const code = `export const work = () => 'done'; export const item = (context) => read(context, 'x');`;
    const undone = async (rig: Rig) => expectIt(await rig.call('item'), 'the item').toBeDefined();
    for (const body of [raced(undone), stopped(undone)])
      expect((await judge(code, body)).failure?.happened).toBe('the item: expected undefined to be defined');
    expect((await judge(code, raced())).measured).toEqual(['races: 1 run, every one that differs']);
  });
});

describe('a result that cannot cross', () => {
  it.each([
    ['a Date', 'new Date(0)', 'the result of work is a Date.'],
    ['a function', '() => 1', 'the result of work is a function.'],
    ['a number that is none', '({ n: NaN })', 'the result of work.n is the number NaN.'],
  ])('is named: %s', async (_, value, message) => {
    const code = `export async function work(context) { await write(context, 'x', {}); return ${value}; }`;
    for (const body of [called, raced(), stopped()]) {
      const verdict = await judge(code, body);
      expect(verdict.status).toBe('fail');
      expect(verdict.failure?.happened).toContain(message);
    }
  });
});

describe('a process that was stopped', () => {
  it('makes no request more, whatever it catches and tries', async () => {
    const code = `export async function work(context, { by }) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        try {
          await Promise.race([
            write(context, 'a' + attempt, {}),
            new Promise((_resolve, reject) => setTimeout(reject, 1, new Error('too slow'))),
          ]);
        } catch {
          await context.sleep(10).catch(() => undefined);
        }
      }
    }`;
    const counts: number[] = [];
    const verdict = await judge(code, async ({ open }) =>
      crashes(await open(), {
        work: (client) => client.call('work', {}),
        rerun: false,
        async afterwards(rig) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          counts.push((await rig.items()).length);
        },
      }),
    );
    expect(verdict.status).toBe('pass');
    // Before and after each of five requests: so many items are there, and no more.
    expect(counts.slice(-10)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  });
});

describe('a loop that tries again', () => {
  it('comes to the same end for the same seed', async () => {
    const code = `export async function work(context, { by }) {
      for (;;) {
        const item = (await read(context, 'x')) ?? { version: 0, count: 0 };
        try {
          await context.client.send(new PutCommand({
            TableName: context.tables.main,
            Item: { ...keyOf('x'), version: item.version + 1, count: item.count + 1 },
            ConditionExpression: 'attribute_not_exists(pk) OR version = :seen',
            ExpressionAttributeValues: { ':seen': item.version },
          }));
          return;
        } catch (error) {
          if (error.name !== 'ConditionalCheckFailedException') throw error;
        }
      }
    }
    export const count = async (context) => (await read(context, 'x')).count;`;
    const body = raced(async (rig) => expectIt(await rig.call('count'), 'the count').toBe(2));
    const verdict = await judge(code, body, { seed: 3 });
    expect(verdict.status).toBe('pass');
    expect(verdict.measured?.[0]).toMatch(/^races: \d+ runs, every one that differs$/);
    expect(await judge(code, body, { seed: 3 })).toEqual(verdict);
  });
});

describe('a wait', () => {
  it.each(['NaN', 'Infinity', 'undefined'])('of %s ms is refused, in a race too', async (milliseconds) => {
    const code = `export async function work({ sleep }) { await sleep(${milliseconds}); }`;
    for (const body of [called, raced(), stopped()]) {
      const { failure } = await judge(code, body);
      expect(failure?.happened).toBe(
        `work threw RangeError: sleep takes a number of milliseconds, and got ${milliseconds}`,
      );
    }
  });

  it('for what is over takes no time', async () => {
    const code = `export async function work({ sleep, now }) { const at = now(); await sleep(-5); return now() - at; }`;
    const verdict = await judge(code, async ({ open }) => {
      const rig = await open();
      expectIt(await rig.call('work'), 'the time that passed').toBe(0);
    });
    expect(verdict.status).toBe('pass');
  });
});
