import { describe, expect, it } from 'vitest';
import {
  crashingProcess,
  readPoint,
  spellPoint,
  type CrashPoint,
} from '../../../packages/instruments/src/crashes/crash-door.ts';
import { nextTurn } from '../../../packages/instruments/src/rig/turn.ts';
import { fakeDoor } from '../fake-door.ts';

const request = (operation: string) => ({ operation, input: {} });

/** Whether a promise has settled once everything has run that is ready to. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  promise.then(done, done);
  await nextTurn();
  return settled;
}

function start(point?: CrashPoint) {
  const inner = fakeDoor();
  const passed: number[] = [];
  const process = crashingProcess(point, { pass: (milliseconds) => void passed.push(milliseconds) });
  return { inner, passed, process, door: process.through(inner) };
}

describe('a process that stops', () => {
  it('before a request sends it no more, and gets no answer', async () => {
    const { inner, process, door } = start({ request: 2, when: 'before' });
    await door.send(request('GetItem'));
    expect(await isSettled(process.stopped)).toBe(false);
    expect(await isSettled(door.send(request('PutItem')))).toBe(false);
    expect(await isSettled(process.stopped)).toBe(true);
    expect(inner.sent.map(({ operation }) => operation)).toEqual(['GetItem']);
    expect(process.requests).toBe(2);
  });

  it('after a request has had it carried out, and gets no answer', async () => {
    const { inner, process, door } = start({ request: 1, when: 'after' });
    expect(await isSettled(door.send(request('PutItem')))).toBe(false);
    expect(await isSettled(process.stopped)).toBe(true);
    expect(inner.sent).toHaveLength(1);
  });

  it('sends nothing more, wakes from no sleep, and counts no more', async () => {
    const { inner, passed, process, door } = start({ request: 1, when: 'before' });
    void door.send(request('PutItem'));
    expect(await isSettled(door.send(request('DeleteItem')))).toBe(false);
    expect(await isSettled(process.sleep(5))).toBe(false);
    expect([inner.sent, passed, process.requests]).toEqual([[], [], 1]);
  });

  it('gets no answer to what it asked side by side with its last request', async () => {
    const { inner, door } = start({ request: 2, when: 'after' });
    const answers = ['PutItem', 'DeleteItem', 'UpdateItem'].map((operation) => door.send(request(operation)));
    expect(await Promise.all(answers.map(isSettled))).toEqual([false, false, false]);
    expect(inner.sent.map(({ operation }) => operation)).toEqual(['PutItem', 'DeleteItem']);
  });

  it('does not stop where it is told of no point, or of one that it does not reach', async () => {
    for (const point of [undefined, { request: 3, when: 'before' } as const]) {
      const { passed, process, door } = start(point);
      await door.send(request('GetItem'));
      await process.sleep(7);
      await door.send(request('GetItem'));
      expect([await isSettled(process.stopped), passed, process.requests]).toEqual([false, [7], 2]);
    }
  });
});

describe('a crash point', () => {
  it('is read as it was written', () => {
    for (const point of [
      { request: 1, when: 'before' },
      { request: 120, when: 'after' },
    ] as const)
      expect(readPoint(spellPoint(point))).toEqual(point);
  });

  it.each(['', 'before', 'before0', 'after03', 'between1', 'after1 ', 'after1234567'])(
    'is not %j',
    (text) => {
      expect(readPoint(text)).toBeUndefined();
    },
  );
});
