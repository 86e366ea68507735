import type { Script } from '../races/stepper.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { canStrike, createStriker, FAULTS, type Fault, type Strike, type Striker } from './fault-door.ts';

export interface FaultOptions {
  /** What is disturbed: `(client) => client.call('importAll', input)`. */
  readonly work: Script;
  /** Looks at the tables and at what `work` returned, after every run. It throws when something is wrong. */
  readonly afterwards: (rig: Rig, result: unknown) => Promise<void> | void;
  /** Which faults; all of them unless they are given. */
  readonly kinds?: readonly Fault[];
  /** The chapter that explains it; "retries-and-idempotence" unless it is given. */
  readonly chapter?: string;
}

/** Two in a row are retried by the SDK; a learner's loop must bear as many. */
const IN_A_ROW = [1, 2];
const QUICK_STRIKES = 10;

/**
 * Disturbs a piece of work in every way that DynamoDB may: each request of it is throttled, or loses its reply, or is
 * done in part, each time on a copy of the rig. The client tries again as the SDK does, in virtual time.
 *
 * @throws {FlawError} for the earliest fault after which `afterwards` does not hold.
 */
export async function faults(rig: Rig, options: FaultOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const plan = trial.replayOf(number);
  const strikes = plan === undefined ? await strikesOf(rig, options) : [readStrike(plan)];
  const some = trial.depth === 'quick' ? strikes.slice(0, QUICK_STRIKES) : strikes;
  let broken = 0;
  let first: { strike: Strike; tried: number } | undefined;
  for (const [at, strike] of some.entries()) {
    trial.log.progress(at, some.length);
    if ((await tryRun(rig, runWith(createStriker(strike), options))) === undefined) continue;
    broken += 1;
    first ??= { strike, tried: at + 1 };
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'faults', tried: some.length, broken });
  if (first !== undefined) throw await flaw(rig, options, { ...first, number });
  trial.log.measured(
    `faults: ${some.length}, ${some.length < strikes.length ? 'some' : 'each one'} that can strike`,
  );
}

/** Every fault that can strike one of the requests which the work makes when nothing disturbs it. */
async function strikesOf(rig: Rig, options: FaultOptions): Promise<Strike[]> {
  const striker = createStriker();
  const undisturbed = await tryRun(rig, runWith(striker, options));
  if (undisturbed !== undefined) throw undisturbed;
  return striker.requests.flatMap((request, at) =>
    (options.kinds ?? FAULTS)
      .filter((fault) => canStrike(fault, request))
      .flatMap((fault) => IN_A_ROW.map((times): Strike => ({ fault, request: at + 1, times }))),
  );
}

function runWith(striker: Striker, { work, afterwards }: FaultOptions): RunOnce {
  return async (copy, clientOf) => {
    const result = await work(clientOf({ name: 'client' }, striker));
    await afterwards(copy, result);
  };
}

function flaw(
  rig: Rig,
  options: FaultOptions,
  { strike, tried, number }: { strike: Strike; tried: number; number: number },
): Promise<Error> {
  const { fault, request, times } = strike;
  const count = times === 1 ? `request ${request}` : `${times} requests in a row, from request ${request} on`;
  const about = {
    instrument: 'faults',
    number,
    tried: `DynamoDB did to ${count} of the client what it may do at any time (${fault}); faults tried so far: ${tried}.`,
    plan: `${fault}-${request}-${times}`,
    why: WHY[fault],
    chapter: options.chapter ?? 'retries-and-idempotence',
  };
  return tellRun(rig, about, runWith(createStriker(strike), options));
}

function readStrike(plan: string): Strike {
  const match = /^([a-z-]+)-(\d+)-(\d+)$/.exec(plan);
  const fault = FAULTS.find((each) => each === match?.[1]);
  if (match === null || fault === undefined)
    throw new Error(`"${plan}" is no fault; one looks like lost-reply-3-1.`);
  return { fault, request: Number(match[2]), times: Number(match[3]) };
}

const WHY: Readonly<Record<Fault, string>> = {
  throttle:
    'A request over the limit of its partition, table or index is refused and not carried out. The SDK tries again ' +
    'a few times and waits longer each time; after that it is your turn.',
  'lost-reply':
    'The connection can break after the request was carried out. The SDK cannot know that and sends the request ' +
    'again, so a request that is not idempotent takes effect twice.',
  unprocessed:
    'BatchGetItem and BatchWriteItem may do a part only and succeed all the same. What is left comes back as ' +
    'UnprocessedKeys or UnprocessedItems, and the SDK does not send it again.',
  'early-page':
    'A page of Query or Scan may end anywhere: after 1 MB, after Limit items, or before. Only a page without ' +
    'LastEvaluatedKey is the last one.',
  conflict:
    'A transaction is cancelled while another one is at work on one of its items. Nothing was written, and the same ' +
    'transaction can succeed a moment later; the SDK does not try it again.',
};
