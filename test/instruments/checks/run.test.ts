import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { checkResultSchema } from '@keysmith/course';
import { check, expect as expectInCheck, type Trial } from '@keysmith/instruments';
import { inProcessBinding, runChecks, type CheckSpec, type TrialHost } from '@keysmith/instruments/host';
import { describe, expect, it, vi } from 'vitest';
import type { Context } from '../../../packages/instruments/src/context.ts';
import { fakeDoor, memoryDoor, refusal, type FakeDoor } from '../fake-door.ts';

const spec = (id: string, needs: string[] = []): CheckSpec => ({
  id,
  task: 'keep',
  title: `title of ${id}`,
  points: 2,
  needs,
});

const tables = { main: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] } };

/** Puts one item. */
const keep = ({ client, tables: names }: Context, input: object) =>
  client
    .send(new PutCommand({ TableName: names['main'], Item: { pk: 'a', ...input } }))
    .then(() => undefined);

interface Setting {
  readonly exports?: Record<string, unknown>;
  readonly door?: FakeDoor;
  readonly release?: () => Promise<void>;
}

function hostOf({ exports = {}, door = memoryDoor(), release = async () => undefined }: Setting): TrialHost {
  return {
    binding: inProcessBinding(() => Promise.resolve({ 'access.ts': { tables, keep, ...exports } })),
    openDoor: () => door,
    release,
    seed: 1,
    namespacePrefix: 'unit',
  };
}

type Bodies = Record<string, (trial: Trial) => Promise<void> | void>;

async function run(bodies: Bodies, setting: Setting = {}, specs = Object.keys(bodies).map((id) => spec(id))) {
  const load = async () => {
    for (const [id, body] of Object.entries(bodies)) check(id, body);
  };
  return runChecks({ specs, load, host: hostOf(setting) });
}

/** The verdict of one check with this body. */
async function verdict(body: Bodies[string], setting: Setting = {}) {
  const [result] = await run({ only: body }, setting);
  expect(checkResultSchema.parse(result)).toEqual(result);
  return result;
}

describe('running checks', () => {
  it("runs in the manifest's order and tells of each", async () => {
    const events: string[] = [];
    const verdicts = await runChecks({
      specs: [spec('b'), spec('a')],
      load: async () => {
        check('a', () => undefined);
        check('b', () => undefined);
      },
      host: hostOf({}),
      onStart: (id) => events.push(`start ${id}`),
      onVerdict: ({ id, status }) => events.push(`${status} ${id}`),
    });
    expect(events).toEqual(['start b', 'pass b', 'start a', 'pass a']);
    expect(verdicts.map(({ points, maxPoints }) => [points, maxPoints])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('skips what needs a check that did not pass, and what needs that', async () => {
    const bodies = {
      a: () => expectInCheck(1).toBe(2),
      b: () => undefined,
      c: () => undefined,
      d: () => undefined,
    };
    const verdicts = await run(bodies, {}, [spec('a'), spec('b', ['a']), spec('c', ['b']), spec('d')]);
    expect(verdicts.map(({ status, reason }) => [status, reason])).toEqual([
      ['fail', undefined],
      ['skipped', 'needs a to pass first'],
      ['skipped', 'needs b to pass first'],
      ['pass', undefined],
    ]);
  });

  it('refuses a file that declares other checks than the manifest lists, before any runs', async () => {
    const ran = vi.fn();
    await expect(run({ a: ran, c: ran }, {}, [spec('a'), spec('b')])).rejects.toThrow(
      'Manifest and checks differ: the manifest lists b, which checks.test.ts does not declare; checks.test.ts declares c, which the manifest does not list.',
    );
    expect(ran).not.toHaveBeenCalled();
    const twice = async () => {
      check('a', ran);
      check('a', ran);
    };
    await expect(runChecks({ specs: [spec('a')], load: twice, host: hostOf({}) })).rejects.toThrow(
      'checks.test.ts declares the check "a" twice.',
    );
  });

  it('says where a checks file belongs that is loaded without a host', () => {
    expect(() => check('a', () => undefined)).toThrow('A checks file runs inside a host.');
  });

  it('draws from the seed and the id alone, whatever runs before', async () => {
    const drawn: Record<string, number> = {};
    const bodies = (ids: string[]) =>
      Object.fromEntries(ids.map((id) => [id, ({ random }: Trial) => void (drawn[id] = random.int(1, 1e9))]));
    await run(bodies(['a', 'b']));
    const { b } = drawn;
    await run(bodies(['b']));
    expect(drawn['b']).toBe(b);
    expect(drawn['a']).not.toBe(b);
  });
});

describe('a verdict', () => {
  it('is fail, with call and requests, when an expectation does not hold', async () => {
    const result = await verdict(async ({ open }) => {
      const rig = await open();
      await rig.call('keep', { note: 'x' });
      expectInCheck((await rig.items()).length, 'the number of items').toBe(2);
    });
    expect(result).toMatchObject({
      status: 'fail',
      points: 0,
      failure: {
        expected: 'title of only',
        happened: 'the number of items: 1 instead of 2',
        requests: [{ operation: 'PutItem', table: 'main', detail: 'pk = "a"', writeUnits: 1 }],
      },
    });
    expect(result?.failure?.evidence).toMatch(/^keep\(\{ note: "x" \}\) returned nothing\n- Expected/);
  });

  it('is fail when a function throws where a result was expected, with the place', async () => {
    const fail = () => {
      throw Object.assign(new Error('Implement it'), {
        stack: 'Error\n    at fail (file:///w/access.ts:3:9)',
      });
    };
    const result = await verdict(async ({ open }) => void (await (await open()).call('fail')), {
      exports: { fail },
    });
    expect(result).toMatchObject({
      status: 'fail',
      failure: { happened: 'fail threw Error: Implement it', place: 'access.ts:3:9', requests: [] },
    });
  });

  it.each([
    [
      'an export that is missing',
      async (trial: Trial) => void (await (await trial.open()).call('nowhere')),
      'access.ts export no function `nowhere`',
    ],
    [
      'a table that is not defined',
      async (trial: Trial) => void (await (await trial.open()).items('other')),
      'table.ts defines no table named "other"; it defines: main.',
    ],
    [
      'a result of no plain data',
      async (trial: Trial) => void (await (await trial.open()).run('date')),
      'the result of date is a Date.',
    ],
    [
      'a result that the check stumbles over',
      async (trial: Trial) => void (await (await trial.open()).call<string[]>('nothing')).map(String),
      'the check cannot go on with what nothing returned: ',
    ],
    [
      'a request that nobody waits for',
      async (trial: Trial) => void (await (await trial.open()).run('forget', {})),
      'forget returned before a request of it had an answer (PutItem). An `await` is missing',
    ],
  ])('is fail for %s', async (_, body, happened) => {
    const exports = {
      date: () => new Date(0),
      nothing: () => undefined,
      forget: (context: Context, input: object) => void keep(context, input),
    };
    const result = await verdict(body, { exports });
    expect(result?.status).toBe('fail');
    expect(result?.failure?.happened).toContain(happened);
  });

  it('is pass for a function that throws while others of its requests are under way', async () => {
    const all = (context: Context) => Promise.all([keep(context, {}), Promise.reject(new Error('first'))]);
    const result = await verdict(
      async ({ open }) => {
        const { error, trace } = await (await open()).run('all');
        expectInCheck(error?.message).toBe('first');
        expectInCheck(trace).toUseOnly('PutItem');
        expectInCheck(trace).toTakeAtMostRequests(1);
      },
      { exports: { all } },
    );
    expect(result?.status).toBe('pass');
  });

  it.each([
    ['null', null],
    ['no table', {}],
    ['a text', 'main'],
  ])('is fail for `tables` that is %s', async (_, value) => {
    const result = await verdict(async ({ open }) => void (await open()), { exports: { tables: value } });
    expect(result?.failure?.happened).toContain(
      'table.ts must export `tables`: an object of CreateTable inputs by name',
    );
  });

  it('is fail, with its sentence, when the service refuses the definition', async () => {
    const door = fakeDoor(({ operation }) =>
      operation === 'CreateTable' ? refusal('ValidationException', 'no such type') : {},
    );
    const result = await verdict(async ({ open }) => void (await open()), { door });
    expect(result).toMatchObject({ status: 'fail' });
    expect(result?.failure?.happened).toContain('no such type');
  });

  it('is error, not fail, when the check itself breaks before any call', async () => {
    const result = await verdict(() => (undefined as unknown as string[]).map(String) as never);
    expect(result).toMatchObject({ status: 'error' });
    expect(result?.failure).toBeUndefined();
    expect(result?.reason).toContain('TypeError');
  });

  it('is error when an interlude of the check breaks, whatever the learner makes of it', async () => {
    const swallow = (context: Context) => keep(context, {}).catch(() => undefined);
    const result = await verdict(
      async ({ open }) => {
        const beforeRequest = () => {
          throw new Error('a fault of the check');
        };
        await (await open()).run('swallow', {}, { beforeRequest });
      },
      { exports: { swallow } },
    );
    expect(result).toMatchObject({ status: 'error' });
    expect(result?.reason).toContain('a fault of the check');
  });

  it('is bounded, however much the learner does', async () => {
    const spam = async (context: Context) => {
      for (let i = 0; i < 150; i += 1) await keep(context, {});
      throw new Error('y'.repeat(50_000));
    };
    const result = await verdict(async ({ open }) => void (await (await open()).call('spam')), {
      exports: { spam },
    });
    expect(result?.failure?.requests).toHaveLength(100);
    expect(result?.failure?.evidence).toContain('150 requests in all; the first 100 are shown.');
    expect(JSON.stringify(result).length).toBeLessThan(30_000);
  });
});

describe('a trial', () => {
  it('releases every namespace that it opened, also when the check fails', async () => {
    const release = vi.fn(async () => undefined);
    const body = async ({ open }: Trial) => {
      await open();
      await open();
      expectInCheck(1).toBe(2);
    };
    await verdict(body, { release });
    expect(release.mock.calls).toEqual([['unit-only-0'], ['unit-only-1']]);
  });
});
