import {
  describeThrown,
  inProcessBinding,
  runChecks,
  type LearnerModules,
  type TrialHost,
} from '@keysmith/instruments/host';
import { TableError } from '@keysmith/table/errors';
import type { TableDoor, TableServer } from '@keysmith/table/server';
import { LoadError } from '../loader/load-error.ts';
import type { JobMessage, JobPlan } from './messages.ts';

/** What a job needs of the process or the worker that it runs in. */
export interface JobSurroundings {
  readonly server: TableServer;
  readonly send: (message: JobMessage) => void;
  /** Unlike that of any other run on the same table server. */
  readonly namespacePrefix: string;
  /** Names of the learner's files. */
  readonly files: readonly string[];
  /** Gives fresh instances of the learner's modules. */
  load(): Promise<LearnerModules>;
  /** Makes the checks file, which registers its checks. */
  loadChecks(): Promise<unknown>;
  /** Tells from now on of errors that nothing caught. */
  watchUncaught(uncaught: Uncaught): void;
}

/** What becomes of errors that nothing caught. */
export interface Uncaught {
  rejection(reason: unknown): void;
  exception(error: unknown): void;
}

/** A learner's frame lies below many of the SDK's. */
const STACK_FRAMES = 60;

/** Runs the checks of a job and tells everything; never throws. */
export async function runJob(plan: JobPlan, surroundings: JobSurroundings): Promise<void> {
  const { server, send, namespacePrefix, load, loadChecks } = surroundings;
  Error.stackTraceLimit = STACK_FRAMES;
  const running = { title: '' };
  surroundings.watchUncaught(tellingUncaught(surroundings, running));
  const fail = (error: unknown): void => send({ type: 'failed', ...failureOf(error) });
  const openDoor: TrialHost['openDoor'] = (namespace, options) =>
    reporting(server.open(namespace, options), fail);
  try {
    // Whether the files load at all is to be known before any check runs.
    await load();
    await runChecks({
      specs: plan.specs,
      load: loadChecks,
      host: {
        binding: inProcessBinding(load),
        openDoor,
        release: (namespace) => server.release(namespace),
        seed: plan.seed,
        namespacePrefix,
        ...(plan.depth && { depth: plan.depth }),
        ...(plan.replay && { replay: plan.replay }),
        ...(plan.records && { records: plan.records }),
        onProgress: sendingNowAndThen(send),
      },
      onStart: (id) => {
        running.title = plan.specs.find((spec) => spec.id === id)?.title ?? id;
        send({ type: 'started', id });
      },
      onVerdict: (verdict) => send({ type: 'finished', verdict }),
    });
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
        if (!isLostOnPurpose(error)) fail(error);
        throw error;
      }
    },
  };
}

/** A check may have asked the engine to lose replies. */
function isLostOnPurpose(error: unknown): boolean {
  return error instanceof TableError && error.code === 'table.reply-lost';
}

function failureOf(error: unknown): Pick<Extract<JobMessage, { type: 'failed' }>, 'code' | 'reason'> {
  if (error instanceof LoadError) return { code: error.code, reason: error.message };
  if (error instanceof TableError) return { code: 'table', reason: error.message };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'exercise', reason };
}

function tellingUncaught({ files, send }: JobSurroundings, running: { readonly title: string }): Uncaught {
  const describe = (error: unknown): string => {
    const { name, message, place } = describeThrown(error, files);
    return `${name}: ${message}${place === undefined ? '' : ` (${place})`}`;
  };
  return {
    rejection(reason) {
      const text = `A promise was rejected and nothing waited for it: ${describe(reason)}. Is an \`await\` missing?\n`;
      send({ type: 'output', stream: 'stderr', text });
    },
    exception(error) {
      const when =
        running.title === '' ? 'while the files were loaded' : `while this was checked: ${running.title}`;
      send({
        type: 'failed',
        code: 'exit',
        reason: `Nothing caught an error ${when}. ${describe(error)}. In Lambda, too, this would end the process.`,
      });
    },
  };
}
