import { randomBytes } from 'node:crypto';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CheckBody } from '@keysmith/instruments/host';
import type { Uncaught } from '../job/run-job.ts';
import type { LinkedModule } from '../loader/linked-module.ts';
import type { JailedJobs } from '../sandbox/jailed-jobs.ts';
import type { Connection, FromChild, Job, ToChild } from './messages.ts';

// Of the packages' own code nothing is imported above this line: the cache serves what is loaded after it.
enableCompileCache();

const { endGroup } = await import('./end-group.ts');
const { captureOutput } = await import('./output.ts');
const { untilOver } = await import('../job/until-over.ts');
const { runJob } = await import('../job/run-job.ts');
const { createLoader } = await import('../loader/instances.ts');
const { link } = await import('../loader/link.ts');
const { LoadError } = await import('../loader/load-error.ts');
const { nodeModules } = await import('../loader/node.ts');
const { connectTable, TableError } = await import('@keysmith/table');
const { openEmbedded } = await import('@keysmith/table/embedded');
const { collectChecks, inProcessBinding } = await import('@keysmith/instruments/host');
// The checks import it; loading it now is what makes a child warm.
await import('@keysmith/instruments');

const channel = process.send?.bind(process);
if (channel === undefined)
  throw new Error('This file is started by the grader, with a channel to its parent.');
// Learner's code has no business with the channel. This is tidiness, not protection.
delete process.send;

const send = (message: FromChild): void => {
  channel(message);
};

/** What warms the process up is not heard. */
let isWarmingUp = false;

captureOutput(({ stream, text }) => {
  if (!isWarmingUp) send({ type: 'output', stream, text });
});
process.on('disconnect', endGroup);

let server: ReturnType<typeof connectTable> | undefined;
/** Absent where the learner's code runs in this process. */
let jails: JailedJobs | undefined;

/** Jobs run one after the other, and those that warm the process up stand back. */
let last = Promise.resolve();
let isAsked = false;

process.on('message', (message: ToChild) => {
  if (message.type === 'connect') return void connect(message.to);
  if (message.type === 'run') isAsked = true;
  const { type, job } = message;
  last = last.then(() => (type === 'run' ? run(job) : warmUp(job, () => isAsked)));
});

async function connect({ table, jail }: Connection): Promise<void> {
  try {
    server = connectTable(table);
    if (jail !== undefined) {
      const { jailedJobs } = await import('../sandbox/jailed-jobs.ts');
      jails = jailedJobs(jail);
    }
    send({ type: 'ready' });
  } catch (error) {
    send({ type: 'failed', code: error instanceof TableError ? 'table' : 'exercise', reason: String(error) });
  }
  flushCompileCache();
  new Worker(new URL('./orphan-watch.ts', import.meta.url), { workerData: process.ppid }).unref();
}

/** A checks file is made once: it registers its checks then, and they can run as often as there are jobs. */
const bodies = new Map<string, Promise<ReadonlyMap<string, CheckBody>>>();

function bodiesOf(checks: string): Promise<ReadonlyMap<string, CheckBody>> {
  const made = bodies.get(checks) ?? collectChecks(() => import(checks));
  bodies.set(checks, made);
  return made;
}

async function run(job: Job): Promise<void> {
  if (server === undefined) throw new Error('`run` before `connect`');
  const modules = linked(job);
  if (modules === undefined) return jails?.dropLeft();
  let isDone = false;
  const tell = untilOver((message) => {
    isDone = message.type === 'done';
    send(message);
  });
  const surroundings = jails?.begin({ job, modules }, tell) ?? ownSurroundings(job, modules);
  await runJob(job, {
    server,
    send: tell,
    namespacePrefix: `run-${randomBytes(6).toString('hex')}`,
    files: job.files.map(({ name }) => name),
    bodies: () => bodiesOf(job.checks),
    ...surroundings,
  });
  surroundings.end(isDone);
}

/** What was linked last: the same files mostly come twice in a row, under one seed and then under another. */
let lastLinked: { readonly files: string; readonly modules: readonly LinkedModule[] } | undefined;

/** Undefined for files that cannot be linked. Tells which of the two it is. */
function linked({ files }: Job): readonly LinkedModule[] | undefined {
  const key = JSON.stringify(files);
  try {
    if (lastLinked?.files !== key) lastLinked = { files: key, modules: link(files) };
    send({ type: 'linked' });
    return lastLinked.modules;
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    send({ type: 'unlinked', code: error.code, reason: error.message });
    return undefined;
  }
}

/** After one round a first verdict takes about a quarter longer than after two; more were not tried. */
const WARM_UP_ROUNDS = 2;

/**
 * Judges check by check, on an engine of its own, until there is something to run. A fresh process has run nothing yet, and
 * its first checks take twice as long as later ones. The checks are not those of the run, which may be others by then.
 */
async function warmUp(job: Job, isOver: () => boolean): Promise<void> {
  const rounds = Array.from({ length: WARM_UP_ROUNDS }, () => job.specs).flat();
  for (const { id } of rounds) {
    await nextMessage();
    if (isOver()) return;
    const { binding, load } = ownSurroundings(job, link(job.files));
    isWarmingUp = true;
    await runJob(
      { ...job, only: [id] },
      {
        server: openEmbedded(),
        send: () => undefined,
        namespacePrefix: 'warm-up',
        files: job.files.map(({ name }) => name),
        bodies: () => bodiesOf(`${job.checks}?warm-up`),
        binding,
        load,
        watchUncaught: () => undefined,
      },
    );
    isWarmingUp = false;
  }
}

/** Lets what has come from the parent be heard. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The learner's code runs in this process, beside the checks. */
function ownSurroundings(job: Job, modules: readonly LinkedModule[]) {
  const load = createLoader(modules, nodeModules(job.learnerFolder));
  const watched = new AbortController();
  return {
    binding: inProcessBinding(load),
    load,
    watchUncaught({ rejection, exception }: Uncaught) {
      process.on('unhandledRejection', rejection);
      process.on('uncaughtException', exception);
      watched.signal.addEventListener('abort', () => {
        process.off('unhandledRejection', rejection);
        process.off('uncaughtException', exception);
      });
    },
    end: () => watched.abort(),
  };
}
