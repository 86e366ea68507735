import { checkResultSchema, type CheckResult } from '@keysmith/course';
import type { Child, Ending } from '../child/process.ts';
import type { FromChild, Job } from '../child/messages.ts';
import type { RunEvent, RunOptions, RunOutcome, Unjudged, UnjudgedCode } from './options.ts';

export type SuperviseOptions = Pick<RunOptions, 'onEvent' | 'stallMs' | 'inspect' | 'signal'>;

const STALL_MS = 10_000;

/** A machine under load needs seconds to start a process; one that takes longer has something else to be told. */
const START_MS_MAX = 60_000;

/**
 * Gives a child its job, and watches it until there is an outcome. Whatever happens to the child, the promise
 * settles; afterwards the child is gone.
 */
export function supervise(child: Child, job: Job, options: SuperviseOptions): Promise<RunOutcome> {
  const watch = new Watch(job, options);
  child.listen((message) => {
    if (message.type === 'ready') child.run(job);
    watch.receive(message);
  });
  void child.ended.then((ending) => watch.childEnded(ending));
  return watch.outcome.finally(() => child.kill());
}

/** What is known of a running job. */
class Watch {
  readonly outcome: Promise<RunOutcome>;
  readonly #job: Job;
  readonly #options: SuperviseOptions;
  readonly #results: CheckResult[] = [];
  readonly #settle: { resolve: (outcome: RunOutcome) => void; reject: (reason: unknown) => void };
  #settled = false;
  #isReady = false;
  /** Title of the check that is running. */
  #running: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(job: Job, options: SuperviseOptions) {
    this.#job = job;
    this.#options = options;
    const { promise, resolve, reject } = Promise.withResolvers<RunOutcome>();
    this.outcome = promise;
    this.#settle = { resolve, reject };
    const { signal } = options;
    signal?.addEventListener('abort', this.#abort);
    if (signal?.aborted) this.#abort();
    else this.#wait();
  }

  receive(message: FromChild): void {
    if (this.#settled) return;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.#wait();
      case 'output':
        return this.#emit(message);
      case 'started':
        this.#running = this.#job.specs.find(({ id }) => id === message.id)?.title;
        this.#emit({ type: 'check-started', id: message.id });
        return this.#wait();
      case 'progress':
        this.#emit(message);
        return this.#wait();
      case 'finished':
        return this.#finished(message.verdict);
      case 'failed':
        return this.#unjudged(message.code, message.reason);
      case 'done':
        return this.#done();
    }
  }

  childEnded(ending: Ending): void {
    const when =
      this.#running === undefined ? 'before any check' : `while this was checked: ${this.#running}`;
    if (!this.#isReady) {
      this.#unjudged('exercise', `The process that runs the checks did not start (${endingText(ending)}).`);
    } else if (ending.signal === 'SIGABRT' || ending.code === 134) {
      this.#unjudged('exit', `The process ran out of memory ${when}. Does a list grow without end?`);
    } else {
      this.#unjudged(
        'exit',
        `Your code ended the process ${when} (${endingText(ending)}). Take \`process.exit\` out; throw an error instead.`,
      );
    }
  }

  #finished(verdict: unknown): void {
    const spec = this.#job.specs[this.#results.length];
    const { success, data } = checkResultSchema.safeParse(verdict);
    if (!success || data.id !== spec?.id) {
      return this.#unjudged(
        'exercise',
        'The process that runs the checks reported something else than their results.',
      );
    }
    // What the manifest says is not for the child to tell.
    const { task, title, points } = spec;
    const result = { ...data, task, title, points: data.status === 'pass' ? points : 0, maxPoints: points };
    this.#results.push(result);
    this.#running = undefined;
    this.#emit({ type: 'check-finished', result });
    this.#wait();
  }

  /** An empty or a short run is never a pass. */
  #done(): void {
    const missing = this.#job.specs.slice(this.#results.length).map(({ id }) => id);
    if (missing.length > 0) {
      return this.#unjudged('exercise', `The run ended without results of: ${missing.join(', ')}.`);
    }
    this.#end(() => this.#settle.resolve({ status: 'judged', results: this.#results }));
  }

  #unjudged(code: UnjudgedCode, reason: string): void {
    const outcome: Unjudged = { status: 'unjudged', code, reason, results: this.#results };
    this.#end(() => this.#settle.resolve(outcome));
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { stallMs = STALL_MS, inspect = false } = this.#options;
    if (inspect) return;
    this.#timer = setTimeout(() => this.#stalled(stallMs), this.#isReady ? stallMs : START_MS_MAX);
  }

  #stalled(stallMs: number): void {
    if (!this.#isReady) {
      return this.#unjudged(
        'exercise',
        `The process that runs the checks did not start within ${START_MS_MAX / 1000} s.`,
      );
    }
    const what = this.#running === undefined ? 'Loading your files' : `This check: ${this.#running}`;
    this.#unjudged(
      'hang',
      `${what}${this.#running === undefined ? '' : ','} did not end, and was stopped after ${stallMs / 1000} s. ` +
        'A loop without an end or a promise that never settles does this.',
    );
  }

  readonly #abort = (): void => {
    this.#end(() => this.#settle.reject(this.#options.signal?.reason));
  };

  #emit(event: RunEvent): void {
    this.#options.onEvent?.(event);
  }

  #end(settle: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#abort);
    settle();
  }
}

function endingText({ code, signal }: Ending): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
