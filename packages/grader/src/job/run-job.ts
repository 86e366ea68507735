import {
  assertSameChecks,
  describeThrown,
  runBodies,
  type Binding,
  type CheckBody,
  type CheckVerdict,
  type ThrownError,
  type TrialHost,
} from '@keysmith/instruments/host';
import { TableError } from '@keysmith/table/errors';
import type { TableDoor, TableServer } from '@keysmith/table/server';
import { LoadError } from '../loader/load-error.ts';
import type { UnjudgedCode } from '../run/options.ts';
import { chosenSpecs } from './chosen-specs.ts';
import type { JobMessage, JobPlan } from './messages.ts';

/** What a job needs of the process or the worker that it runs in. */
export interface JobSurroundings {
  readonly server: TableServer;
  readonly send: (message: JobMessage) => void;
  /** Unlike that of any other run on the same table server. */
  readonly namespacePrefix: string;
  /** Names of the learner's files. */
  readonly files: readonly string[];
  /** The way to the learner's code. */
  readonly binding: Binding;
  /** Loads the learner's files once, to see whether they load. */
  load(): Promise<unknown>;
  /** What the checks file has registered, by the ids of its checks. */
  bodies(): Promise<ReadonlyMap<string, CheckBody>>;
  /** Tells from now on of errors that nothing caught. */
  watchUncaught(uncaught: Uncaught): void;
  /** Looks at all verdicts once more, before they stand; it throws a {JobError} when they do not. */
  confirm?(judged: Judged): Promise<void>;
}

/** What was judged, and how to judge a check of it once more. */
export interface Judged {
  readonly plan: JobPlan;
  readonly verdicts: readonly CheckVerdict[];
  readonly bodies: ReadonlyMap<string, CheckBody>;
  readonly host: TrialHost;
}

/** Why a job has no verdict, where no other error says it. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly code: UnjudgedCode;

  constructor(code: UnjudgedCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What becomes of errors that nothing caught. */
export interface Uncaught {
  rejection(reason: unknown): void;
  exception(error: unknown): void;
  /** For errors of another process, which are data already. */
  readonly told: Told;
}

export interface Told {
  /** "while this was checked: …" */
  when(): string;
  rejection(thrown: ThrownError): void;
  exception(thrown: ThrownError): void;
}

/** A learner's frame lies below many of the SDK's. */
const STACK_FRAMES = 60;

/** Runs the checks of a job and tells everything; never throws. */
export async function runJob(plan: JobPlan, surroundings: JobSurroundings): Promise<void> {
  const { server, send, namespacePrefix, binding, load } = surroundings;
  Error.stackTraceLimit = STACK_FRAMES;
  const running = { title: '' };
  surroundings.watchUncaught(tellingUncaught(surroundings, running));
  const fail = (error: unknown): void => send({ type: 'failed', ...failureOf(error) });
  const openDoor: TrialHost['openDoor'] = (namespace, options) =>
    reporting(server.open(namespace, options), fail);
  try {
    // Whether the files load at all is to be known before any check runs.
    await load();
    const bodies = await surroundings.bodies();
    const host: TrialHost = {
      binding,
      openDoor,
      release: (namespace) => server.release(namespace),
      seed: plan.seed,
      namespacePrefix,
      ...(plan.depth && { depth: plan.depth }),
      ...(plan.replay && { replay: plan.replay }),
      ...(plan.records && { records: plan.records }),
      onProgress: sendingNowAndThen(send),
    };
    const onStart = (id: string): void => {
      running.title = plan.specs.find((spec) => spec.id === id)?.title ?? id;
      send({ type: 'started', id });
    };
    const onVerdict = (verdict: CheckVerdict): void => send({ type: 'finished', verdict });
    assertSameChecks(plan.specs, [...bodies.keys()]);
    const verdicts = await runBodies({ specs: chosenSpecs(plan), host, onStart, onVerdict }, bodies);
    await surroundings.confirm?.({ plan, verdicts, bodies, host });
    // What a check left behind gets one more turn to be reported.
    await new Promise((resolve) => setTimeout(resolve));
    send({ type: 'done' });
  } catch (error) {
    fail(error);
  }
}

const PROGRESS_MS = 50;

/** Instruments tell of thousands of runs; nobody can read more than a few lines a second. */
function sendingNowAndThen(send: JobSurroundings['send']): NonNullable<TrialHost['onProgress']> {
  let sentAt = 0;
  return (id, done, total) => {
    if (performance.now() - sentAt < PROGRESS_MS) return;
    sentAt = performance.now();
    send({ type: 'progress', id, done, total });
  };
}

/** A table that does not answer must never look like a learner's fault, whatever their code does with the error. */
function reporting(door: TableDoor, fail: (error: unknown) => void): TableDoor {
  const { engine } = door;
  return {
    ...(engine && {
      engine: {
        ...engine,
        fork: (...given) => reporting(engine.fork(...given), fail),
      },
    }),
    async send(request) {
      try {
        return await door.send(request);
      } catch (error) {
        if (!isOnPurpose(error)) fail(error);
        throw error;
      }
    },
  };
}

/** A check may have asked the engine to lose replies; and tables are closed by the judge alone, when their check is over. */
function isOnPurpose(error: unknown): boolean {
  return error instanceof TableError && ['table.reply-lost', 'table.closed'].includes(error.code);
}

function failureOf(error: unknown): Pick<Extract<JobMessage, { type: 'failed' }>, 'code' | 'reason'> {
  if (error instanceof LoadError || error instanceof JobError)
    return { code: error.code, reason: error.message };
  if (error instanceof TableError) return { code: 'table', reason: error.message };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'exercise', reason };
}

function tellingUncaught({ files, send }: JobSurroundings, running: { readonly title: string }): Uncaught {
  const told = tellingThrown({ send }, running);
  return {
    rejection: (reason) => told.rejection(describeThrown(reason, files)),
    exception: (error) => told.exception(describeThrown(error, files)),
    told,
  };
}

/** Tells of errors that nothing caught, wherever they were caught at last. */
function tellingThrown({ send }: Pick<JobSurroundings, 'send'>, running: { readonly title: string }): Told {
  const when = (): string =>
    running.title === '' ? 'while the files were loaded' : `while this was checked: ${running.title}`;
  return {
    when,
    rejection(thrown: ThrownError): void {
      const text = `A promise was rejected and nothing waited for it: ${textOf(thrown)}. Is an \`await\` missing?\n`;
      send({ type: 'output', stream: 'stderr', text });
    },
    exception(thrown: ThrownError): void {
      const reason = `Nothing caught an error ${when()}. ${textOf(thrown)}. In Lambda, too, this would end the process.`;
      send({ type: 'failed', code: 'exit', reason });
    },
  };
}

function textOf({ name, message, place }: ThrownError): string {
  return `${name}: ${message}${place === undefined ? '' : ` (${place})`}`;
}
