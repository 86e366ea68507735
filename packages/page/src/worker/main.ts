import * as clientDynamodb from '@aws-sdk/client-dynamodb';
import * as libDynamodb from '@aws-sdk/lib-dynamodb';
import {
  ALLOWED_PACKAGES,
  commonJsFunction,
  createLoader,
  limitOutput,
  link,
  PROGRAM_PACKAGES,
  runJob,
  stripTypes,
  untilOver,
  type Factory,
  type FromRunner,
  type LoaderOptions,
  type Uncaught,
} from '@keysmith/grader/host';
import * as domains from '@keysmith/domains';
import * as instruments from '@keysmith/instruments';
import { collectChecks, inProcessBinding, nextTurn, play } from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { messageText, readOrder, type PageJob } from '../messages.ts';
import { captureConsole } from './console.ts';
import { pageModules } from './page-modules.ts';

/*
 * The program of a worker: judges jobs on the embedded engine. Its first message brings the port to the page; jobs come
 * through it one after the other.
 */

const host = pageModules({
  '@aws-sdk/client-dynamodb': clientDynamodb,
  '@aws-sdk/lib-dynamodb': libDynamodb,
  '@keysmith/domains': domains,
});

self.addEventListener('message', ({ ports: [port] }) => port && serve(port), { once: true });

let uncaught: Uncaught | undefined;

self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  uncaught?.rejection(event.reason);
});

self.addEventListener('error', (event) => {
  event.preventDefault();
  uncaught?.exception(event.error);
});

/** What warms the worker up is not heard. */
let isWarmingUp = false;

function serve(port: MessagePort): void {
  const send = (message: FromRunner): void => port.postMessage(messageText(message));
  const print = limitOutput((output) => send({ type: 'output', ...output }));
  captureConsole((output) => {
    if (!isWarmingUp) print(output);
  });
  // Jobs run one after the other, and those that warm the worker up stand back.
  let last = Promise.resolve();
  let isAsked = false;
  port.onmessage = ({ data }) => {
    const { type, job } = readOrder(data);
    if (type === 'run') isAsked = true;
    last = last.then(() => (type === 'run' ? judge(job, send) : warmUp(job, () => isAsked)));
  };
  send({ type: 'ready' });
}

/** Of 4, 8 and 14, more gave the faster first verdicts after three seconds, where these were enough for so many. */
const WARM_UP_ROUNDS = 12;

/**
 * Judges check by check until there is something to run. Engines compile what runs often, and a fresh worker has run
 * nothing yet: its first checks take three times as long as later ones.
 */
async function warmUp(job: PageJob, isOver: () => boolean): Promise<void> {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    // The run's own files are made into functions, too, and that takes long at first. Whether these load is known then.
    const load = loaderOf(job, { isKnown: round > 0 });
    for (const { id } of job.specs) {
      // Lets what has come from the page be heard. A timer would take 4 ms each time, a second in all.
      await nextTurn();
      if (isOver()) return;
      isWarmingUp = true;
      await judge({ ...job, only: [id] }, () => undefined, load);
      isWarmingUp = false;
    }
  }
}

async function judge(
  job: PageJob,
  send: (message: FromRunner) => void,
  load: Load = loaderOf(job),
): Promise<void> {
  await runJob(job, {
    server: openEmbedded(),
    // A worker runs a quick pass and then a full one, and must not tell of the one during the other.
    send: untilOver(send),
    namespacePrefix: 'page',
    files: job.files.map(({ name }) => name),
    binding: inProcessBinding(load),
    load,
    bodies: () => collectChecks(() => Promise.resolve(loadChecks(job))),
    watchUncaught(given) {
      uncaught = given;
    },
  });
}

type Load = ReturnType<typeof createLoader>;

/** Files that cannot be linked are told by the first load. */
function loaderOf({ files, checks }: PageJob, options?: LoaderOptions): Load {
  const packages = checks === undefined ? PROGRAM_PACKAGES : ALLOWED_PACKAGES;
  let load: Load | undefined;
  return async () => (load ??= createLoader(link(files, packages), host, options))();
}

const CHECKS = 'checks.test.ts';

function loadChecks({ checks, specs }: PageJob): void {
  if (checks === undefined) return specs.forEach(({ id }) => instruments.check(id, play));
  compiledChecks(checks)({}, (name) => {
    if (name === '@keysmith/instruments') return instruments;
    if (name === '@keysmith/domains') return domains;
    throw new Error(
      `${CHECKS} imports "${name}". A checks file imports @keysmith/instruments and @keysmith/domains, and nothing else.`,
    );
  });
}

const compiled = new Map<string, Factory>();

/** What the warm-up has compiled, and the engine made fast, serves the run as well. */
function compiledChecks(checks: string): Factory {
  const known = compiled.get(checks);
  if (known !== undefined) return known;
  const expression = commonJsFunction(stripTypes(CHECKS, checks));
  const made = host.evaluate(expression, host.sourceName(CHECKS)) as Factory;
  compiled.set(checks, made);
  return made;
}
