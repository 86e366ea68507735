import { describe, expect, it, vi } from 'vitest';
import type { FromChild, Job } from '../../../packages/grader/src/child/messages.ts';
import type { Child, Ending } from '../../../packages/grader/src/child/process.ts';
import type { RunOutcome } from '../../../packages/grader/src/run/options.ts';
import { supervise, type SuperviseOptions } from '../../../packages/grader/src/run/supervise.ts';

const spec = (id: string) => ({ id, task: 'keep', title: `the title of ${id}`, points: 2, needs: [] });

const job: Job = {
  files: [],
  learnerFolder: '/learner',
  checks: 'file:///checks.test.ts',
  specs: [spec('first'), spec('second')],
  seed: 1,
};

const passed = (id: string): FromChild => ({
  type: 'finished',
  verdict: { id, task: 'keep', title: 'own title', status: 'pass', points: 2, maxPoints: 2 },
});

/** A child that says what a test makes it say. */
function scripted() {
  let say: (message: FromChild) => void = () => undefined;
  const ended = Promise.withResolvers<Ending>();
  const child: Child = {
    listen: (onMessage) => {
      say = onMessage;
    },
    run: vi.fn(),
    warmUp: vi.fn(),
    ended: ended.promise,
    isAlive: () => true,
    wasKilled: () => false,
    kill: vi.fn(),
  };
  return {
    child,
    say: (...messages: FromChild[]) => messages.forEach((message) => say(message)),
    end: ended.resolve,
  };
}

function start(options: SuperviseOptions = {}) {
  const { child, say, end } = scripted();
  return { child, say, end, outcome: supervise(child, job, options) as Promise<RunOutcome> };
}

describe('watching over a child', () => {
  it('gives the job when the child is ready, and ends the child when there is an outcome', async () => {
    const { child, say, outcome } = start();
    expect(child.run).not.toHaveBeenCalled();
    say({ type: 'ready' }, { type: 'started', id: 'first' }, passed('first'), passed('second'), {
      type: 'done',
    });
    expect(await outcome).toMatchObject({ status: 'judged', results: [{ id: 'first' }, { id: 'second' }] });
    expect(child.run).toHaveBeenCalledExactlyOnceWith(job);
    expect(child.kill).toHaveBeenCalled();
  });

  it('takes titles and points from the manifest, not from the child', async () => {
    const { say, outcome } = start();
    const verdict = {
      id: 'first',
      task: 'other',
      title: 'own',
      status: 'fail',
      points: 99,
      maxPoints: 99,
    } as const;
    say({ type: 'ready' }, { type: 'finished', verdict }, passed('second'), { type: 'done' });
    expect((await outcome).results[0]).toEqual({
      ...spec('first'),
      status: 'fail',
      points: 0,
      maxPoints: 2,
      needs: undefined,
    });
  });

  it.each([
    ['no check', []],
    ['one check of two', [passed('first')]],
  ])('never takes a short run for a pass: %s', async (_, messages) => {
    const { say, outcome } = start();
    say({ type: 'ready' }, ...messages, { type: 'done' });
    expect(await outcome).toMatchObject({ status: 'unjudged', code: 'exercise' });
  });

  it.each([
    ['a result of a check that was not its turn', [passed('second')]],
    ['the same result twice', [passed('first'), passed('first')]],
    [
      'a result of another shape',
      [{ type: 'finished', verdict: { id: 'first', status: 'great' } } as unknown as FromChild],
    ],
  ])('never takes %s for a verdict', async (_, messages) => {
    const { say, outcome } = start();
    say({ type: 'ready' }, ...messages, passed('second'), { type: 'done' });
    expect(await outcome).toMatchObject({ status: 'unjudged', code: 'exercise' });
  });

  it('keeps what had finished when the child ends early', async () => {
    const { say, end, outcome } = start();
    say({ type: 'ready' }, { type: 'linked' }, passed('first'), { type: 'started', id: 'second' });
    end({ code: 134, signal: null });
    expect(await outcome).toMatchObject({
      code: 'exit',
      reason:
        'The process ran out of memory while this was checked: the title of second. Does a list grow without end?',
      results: [{ id: 'first' }],
    });
  });

  it('does not blame the learner for a child that never started', async () => {
    const { end, outcome } = start();
    end({ code: 1, signal: null });
    expect(await outcome).toMatchObject({ code: 'exercise' });
  });

  it('leaves a child alive in which nothing has run, if somebody takes it', async () => {
    const onUntouched = vi.fn();
    const { child, say, outcome } = start({ onUntouched });
    say({ type: 'ready' }, { type: 'unlinked', code: 'syntax', reason: 'access.ts:1:1 Unexpected token' });
    const reason = 'access.ts:1:1 Unexpected token';
    expect(await outcome).toEqual({ status: 'unjudged', code: 'syntax', reason, results: [] });
    expect(onUntouched).toHaveBeenCalledOnce();
    expect(child.kill).not.toHaveBeenCalled();
  });

  it('ends a child whose files do not load, whatever they say', async () => {
    const { child, say, outcome } = start({ isReusable: true, isTrusted: true, onUntouched: vi.fn() });
    say({ type: 'ready' }, { type: 'linked' }, { type: 'failed', code: 'syntax', reason: 'its own word' });
    expect(await outcome).toMatchObject({ code: 'syntax' });
    expect(child.kill).toHaveBeenCalled();
  });

  it('does not blame the exercise for a process that ends over the files', async () => {
    const { say, end, outcome } = start({ isTrusted: true });
    say({ type: 'ready' });
    end({ code: null, signal: 'SIGABRT' });
    expect(await outcome).toMatchObject({
      code: 'exit',
      reason: expect.stringMatching(/^Your files could not/),
    });
  });

  it('counts a check that starts or ends as progress, and printing not', async () => {
    vi.useFakeTimers();
    try {
      const { say, outcome } = start({ stallMs: 1000 });
      say({ type: 'ready' });
      await vi.advanceTimersByTimeAsync(900);
      say({ type: 'started', id: 'first' });
      await vi.advanceTimersByTimeAsync(900);
      say(passed('first'), { type: 'started', id: 'second' });
      await vi.advanceTimersByTimeAsync(900);
      say({ type: 'output', stream: 'stdout', text: 'still here' });
      await vi.advanceTimersByTimeAsync(100);
      expect(await outcome).toMatchObject({ code: 'hang', results: [{ id: 'first' }] });
    } finally {
      vi.useRealTimers();
    }
  });

  it('has all the time of the world for a debugger', async () => {
    vi.useFakeTimers();
    try {
      const { say, outcome } = start({ stallMs: 1000, inspect: true });
      say({ type: 'ready' }, { type: 'started', id: 'first' });
      await vi.advanceTimersByTimeAsync(3_600_000);
      say(passed('first'), passed('second'), { type: 'done' });
      expect(await outcome).toMatchObject({ status: 'judged' });
    } finally {
      vi.useRealTimers();
    }
  });
});
