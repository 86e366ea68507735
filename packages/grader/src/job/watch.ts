import type { CheckResult } from '@keysmith/course';
import type { CheckSpec } from '@keysmith/instruments/host';
import type { RunEvent, RunOutcome, Unjudged, UnjudgedCode } from '../run/options.ts';
import type { LimitName } from '../sandbox/limits.ts';
import { chosenSpecs } from './chosen-specs.ts';
import type { FromRunner, JobPlan } from './messages.ts';

export interface WatchOptions {
  /** What runs the job, for sentences: "process", "worker". */
  readonly runner: string;
  /** Reads what the runner gives for a verdict; undefined for anything else. */
  readonly readVerdict: (value: unknown) => CheckResult | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** Milliseconds without a check starting, going on or finishing after which the run is ended. */
  readonly stallMs: number;
  /** A debugger may hold the run up for as long as it likes. */
  readonly isPatient?: boolean | undefined;
  /** Ends the run; the outcome then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A machine under load needs seconds to start a process; one that takes longer has something else to be told. */
const START_MS_MAX = 60_000;

/**
 * What is known of a running job, until there is an outcome. Its runner is not trusted: whatever that sends or leaves
 * out, the outcome has one result for each check that it is to run, or says why not.
 */
export class Watch {
  readonly outcome: Promise<RunOutcome>;
  /** Of the checks that are to run. */
  readonly #specs: readonly CheckSpec[];
  readonly #options: WatchOptions;
  readonly #results: CheckResult[] = [];
  readonly #settle: { resolve: (outcome: RunOutcome) => void; reject: (reason: unknown) => void };
  #settled = false;
  #isReady = false;
  /** Title of the check that is running. */
  #running: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(plan: JobPlan, options: WatchOptions) {
    this.#specs = chosenSpecs(plan);
    this.#options = options;
    const { promise, resolve, reject } = Promise.withResolvers<RunOutcome>();
    this.outcome = promise;
    this.#settle = { resolve, reject };
    const { signal } = options;
    signal?.addEventListener('abort', this.#abort);
    if (signal?.aborted) this.#abort();
    else this.#wait();
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** "while this was checked: …", or "before any check". */
  get when(): string {
    return this.#running === undefined ? 'before any check' : `while this was checked: ${this.#running}`;
  }

  receive(message: FromRunner): void {
    if (this.#settled) return;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.#wait();
      case 'output':
        return this.#emit(message);
      case 'started':
        this.#running = this.#specs.find(({ id }) => id === message.id)?.title;
        this.#emit({ type: 'check-started', id: message.id });
        return this.#wait();
      case 'progress':
        this.#emit(message);
        return this.#wait();
      case 'finished':
        return this.#finished(message.verdict);
      case 'failed':
        return this.end(message.code, message.reason, message.limit);
      case 'done':
        return this.#done();
    }
  }

  /** There will be no verdict. */
  end(code: UnjudgedCode, reason: string, limit?: LimitName): void {
    const results = this.#results;
    const outcome: Unjudged = { status: 'unjudged', code, reason, results, ...(limit && { limit }) };
    this.#end(() => this.#settle.resolve(outcome));
  }

  #finished(verdict: unknown): void {
    const spec = this.#specs[this.#results.length];
    const result = this.#options.readVerdict(verdict);
    if (result === undefined || spec === undefined || result.id !== spec.id) {
      return this.end(
        'exercise',
        `The ${this.#options.runner} that runs the checks reported something else than their results.`,
      );
    }
    // What the manifest says is not for the runner to tell.
    const { task, title, points: maxPoints } = spec;
    const checked = { ...result, task, title, points: result.status === 'pass' ? maxPoints : 0, maxPoints };
    this.#results.push(checked);
    this.#running = undefined;
    this.#emit({ type: 'check-finished', result: checked });
    this.#wait();
  }

  /** An empty or a short run is never a pass. */
  #done(): void {
    const missing = this.#specs.slice(this.#results.length).map(({ id }) => id);
    if (missing.length > 0)
      return this.end('exercise', `The run ended without results of: ${missing.join(', ')}.`);
    this.#end(() => this.#settle.resolve({ status: 'judged', results: this.#results }));
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { stallMs, isPatient } = this.#options;
    if (isPatient) return;
    this.#timer = setTimeout(() => this.#stalled(), this.#isReady ? stallMs : START_MS_MAX);
  }

  #stalled(): void {
    const { runner, stallMs } = this.#options;
    if (!this.#isReady) {
      const reason = `The ${runner} that runs the checks did not start within ${START_MS_MAX / 1000} s.`;
      return this.end('exercise', reason);
    }
    const [what, why] =
      this.#running === undefined
        ? ['Loading your files', ', and so do thousands of declarations']
        : [`This check: ${this.#running},`, ''];
    this.end(
      'hang',
      `${what} did not end, and was stopped after ${stallMs / 1000} s. ` +
        `A loop without an end or a promise that never settles does this${why}.`,
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
