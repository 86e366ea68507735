import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import {
  describeThrown,
  inProcessBinding,
  type ClientSetup,
} from '../../../packages/instruments/src/rig/binding.ts';
import type { Context } from '../../../packages/instruments/src/context.ts';
import { createIdentifiers } from '../../../packages/instruments/src/rig/identifiers.ts';
import { fakeDoor } from '../fake-door.ts';

const setup = (): ClientSetup & { door: ReturnType<typeof fakeDoor> } => ({
  door: fakeDoor(),
  tables: { main: 'keysmith-main' },
  now: () => 42,
  newId: createIdentifiers().forClient(''),
  sleep: () => Promise.resolve(),
  chance: () => 0,
});

/** Calls a function as a rig would. */
async function call(fn: unknown, input?: unknown, given = setup()) {
  const binding = inProcessBinding(() => Promise.resolve({ 'access.ts': { fn } }));
  return (await binding.instance()).call('fn', given, input);
}

describe('the binding', () => {
  it('hands a function its context and a copy of the input, and gives a copy of the result', async () => {
    const input = { tags: new Set(['a']) };
    const given = setup();
    const outcome = await call(
      async (context: Context, received: typeof input) => {
        received.tags.add('b');
        await context.client.send(
          new PutCommand({ TableName: context.tables['main'], Item: { pk: context.newId() } }),
        );
        return { at: context.now(), received };
      },
      input,
      given,
    );
    expect(outcome).toEqual({ value: { at: 42, received: { tags: new Set(['a', 'b']) } } });
    expect(input.tags).toEqual(new Set(['a']));
    expect(given.door.sent).toMatchObject([
      { operation: 'PutItem', input: { Item: { pk: { S: 'id-000001' } } } },
    ]);
  });

  it('gives what was thrown as data, whatever it is', async () => {
    const named = Object.assign(new Error('taken'), { name: 'WorkspaceExists' });
    const throwing = (what: unknown) => () => {
      throw what;
    };
    expect(await call(throwing(named))).toEqual({ error: { name: 'WorkspaceExists', message: 'taken' } });
    expect(await call(throwing('plain text'))).toEqual({
      error: { name: 'NotAnError', message: 'plain text' },
    });
    expect(await call(throwing({ code: 1 }))).toEqual({
      error: { name: 'NotAnError', message: '{"code":1}' },
    });
    expect(await call(throwing(undefined))).toEqual({ error: { name: 'NotAnError', message: 'undefined' } });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(await call(throwing(circle))).toEqual({
      error: { name: 'NotAnError', message: 'something that has no text' },
    });
    const long = await call(throwing(new Error('x'.repeat(9999))));
    expect('error' in long && long.error.message.length).toBe(2001);
  });

  it('throws for a result that cannot cross, even where a check waits for an error', async () => {
    await expect(call(() => ({ joined: new Date(0) }))).rejects.toThrow('the result of fn.joined is a Date.');
  });

  it("does not take a check's bad input for the learner's fault", async () => {
    const reason: unknown = await call(() => 1, { at: new Date(0) }).catch((error: unknown) => error);
    expect((reason as Error).message).toContain('the input of fn.at is a Date.');
    expect((reason as Error).name).toBe('Error');
  });

  it('says which export is missing, and in which files it was looked for', async () => {
    await expect(call('a text, no function')).rejects.toThrow(
      'access.ts export no function `fn`. Add `export async function fn`.',
    );
    const binding = inProcessBinding(() => Promise.resolve({ 'table.ts': {}, 'access.ts': {} }));
    await expect(binding.read('tables')).rejects.toThrow(
      'table.ts and access.ts export no `tables`. Add `export const tables`.',
    );
  });

  it('finds only what a file itself exports', async () => {
    const binding = inProcessBinding(() => Promise.resolve({ 'access.ts': {} }));
    await expect(binding.read('toString')).rejects.toThrow('access.ts export no `toString`.');
  });

  it('loads afresh for each instance', async () => {
    const load = vi.fn(() => Promise.resolve({ 'access.ts': { fn: () => 1 } }));
    const binding = inProcessBinding(load);
    await binding.instance();
    await binding.instance();
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('the place of an error', () => {
  const place = (stack: string) =>
    describeThrown(Object.assign(new Error('x'), { stack }), ['table.ts', 'access.ts']).place;

  it.each([
    ['Error: x\n    at f (file:///home/x/access.ts:14:9)', 'access.ts:14:9'],
    [
      'Error: x\n    at sdk (node_modules/a.js:1:1)\n    at async g (/w%20x/table.ts:3:4)\n    at f (/w/access.ts:1:1)',
      'table.ts:3:4',
    ],
    ['Error: x\n    at f (file:///w/access.ts?v=3:14:9)', 'access.ts:14:9'],
    ['Error: x\n    at f (/w/checks.test.ts:14:9)', undefined],
    ['Error: x\n    at f (/w/my-access.ts:14:9)', undefined],
    ['', undefined],
  ])('is the first line in a learner file: %j', (stack, expected) => {
    expect(place(stack)).toBe(expected);
  });
});
