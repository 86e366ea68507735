import type { Script } from '../races/stepper.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { ReplayError } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { spread } from '../spread.ts';
import { backoffRun, UNRETRIED, WHY_BACKOFF, type Backoff, type Lasting } from './backoff.ts';
import {
  canStrike,
  createStriker,
  FAULTS,
  spellStrike,
  type Fault,
  type Strike,
  type Striker,
} from './fault-door.ts';

export interface FaultOptions {
  /** What is disturbed: `(client) => client.call('importAll', input)`. */
  readonly work: Script;
  /** Looks at the tables and at what `work` returned, after every run. It throws when something is wrong. */
  readonly afterwards: (rig: Rig, result: unknown) => Promise<void> | void;
  /** Which faults; all of them unless they are given. */
  readonly kinds?: readonly Fault[];
  /**
   * How many requests in a row a fault strikes; once and twice unless they are given. After four the SDK gives up, and
   * the learner's code meets the error: then `work` should be a `client.run`, which does not throw.
   */
  readonly inARow?: readonly number[];
  /**
   * Holds the learner's own loop, which sends again what the SDK does not (the rest of a batch, a cancelled
   * transaction), to waits that grow and to an end. By virtual time, when the fault does not go away.
   */
  readonly backoff?: Backoff;
  /** The chapter that explains it; "retries-and-idempotence" unless it is given. */
  readonly chapter?: string;
}

/** Two in a row are retried by the SDK; a learner's loop must bear as many. */
const IN_A_ROW = [1, 2];
const QUICK_STRIKES = 4;

/** One thing that DynamoDB may do, and the run in which it does so. */
interface Disturbance {
  /** Names it in a replay token. */
  readonly id: string;
  readonly inWords: string;
  readonly why: string;
  /** The same each time that it is called for. */
  readonly run: () => RunOnce;
}

/**
 * Disturbs a piece of work in every way that DynamoDB may: each request of it is throttled, or loses its reply, or is
 * done in part, each time on a copy of the rig. The client tries again as the SDK does, in virtual time.
 *
 * @throws {FlawError} for the earliest fault after which `afterwards` does not hold, or the backoff does not.
 */
export async function faults(rig: Rig, options: FaultOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const plan = trial.replayOf(number);
  const all = await disturbancesOf(rig, options);
  const asked = plan === undefined ? all : all.filter(({ id }) => id === plan);
  if (asked.length === 0 && plan !== undefined)
    throw new ReplayError(`there is no fault "${plan}" that could strike`);
  const some = trial.depth === 'quick' ? spread(asked, QUICK_STRIKES) : asked;
  let broken = 0;
  let first: { disturbance: Disturbance; tried: number } | undefined;
  for (const [at, disturbance] of some.entries()) {
    trial.log.progress(at, some.length);
    if ((await tryRun(rig, disturbance.run())) === undefined) continue;
    broken += 1;
    first ??= { disturbance, tried: at + 1 };
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'faults', tried: some.length, broken });
  if (first !== undefined) {
    const { id, inWords, why, run } = first.disturbance;
    const tried = `${inWords}; faults tried so far: ${first.tried}.`;
    const chapter = options.chapter ?? 'retries-and-idempotence';
    throw await tellRun(rig, { instrument: 'faults', number, tried, plan: id, why, chapter }, run());
  }
  trial.log.measured(
    `faults: ${some.length}, ${some.length < all.length ? 'some' : 'each one'} that can strike`,
  );
}

/** Every fault that can strike one of the requests which the work makes when nothing disturbs it. */
async function disturbancesOf(rig: Rig, options: FaultOptions): Promise<Disturbance[]> {
  const striker = createStriker();
  const undisturbed = await tryRun(rig, runWith(striker, options));
  if (undisturbed !== undefined) throw undisturbed;
  const kinds = options.kinds ?? FAULTS;
  const places = striker.requests.flatMap((request, at) =>
    kinds.filter((fault) => canStrike(fault, request)).map((fault): Lasting => ({ fault, request: at + 1 })),
  );
  const strikes = places.flatMap((place) =>
    (options.inARow ?? IN_A_ROW).map((times) => struck({ ...place, times }, options)),
  );
  const { work, backoff } = options;
  if (backoff === undefined) return strikes;
  const lasting = places.filter(({ fault }) => UNRETRIED.includes(fault));
  return [...strikes, ...lasting.map((place) => lastingly(place, { work, backoff }))];
}

/** What DynamoDB did to one request or several. */
const DONE_TO: Readonly<Record<Fault, (which: string) => string>> = {
  throttle: (which) => `throttled ${which}`,
  'lost-reply': (which) => `carried out ${which}, but the reply was lost`,
  'server-error': (which) => `carried out ${which}, but replied with InternalServerError`,
  unprocessed: (which) => `did only a part of ${which}`,
  'early-page': (which) => `ended the page early in ${which}`,
  conflict: (which) => `cancelled ${which}, because another transaction was at work`,
};

function struck(strike: Strike, options: FaultOptions): Disturbance {
  const { fault, request, times } = strike;
  const which =
    times === 1
      ? `request ${request} of the client`
      : `${times} requests of the client in a row, beginning with request ${request}`;
  return {
    id: spellStrike(strike),
    inWords: `DynamoDB ${DONE_TO[fault](which)}, as may happen at any time`,
    why: WHY[fault],
    run: () => runWith(createStriker(strike), options),
  };
}

function lastingly(lasting: Lasting, setup: { work: Script; backoff: Backoff }): Disturbance {
  const { fault, request } = lasting;
  const which = `request ${request} of the client`;
  return {
    id: `backoff-${fault}-${request}`,
    inWords: `DynamoDB ${DONE_TO[fault](which)}, and went on so with whatever sent the same again, as may happen for as long as it is busy`,
    why: WHY_BACKOFF,
    run: () => backoffRun(lasting, setup),
  };
}

function runWith(striker: Striker, { work, afterwards }: FaultOptions): RunOnce {
  return async (copy, clientOf) => {
    const result = await work(clientOf({ name: 'client' }, striker));
    await afterwards(copy, result);
  };
}

const WHY: Readonly<Record<Fault, string>> = {
  throttle:
    'A request over the limit of its partition, table or index is refused and not carried out. The SDK tries again ' +
    'a few times and waits longer each time; after that it is your turn.',
  'lost-reply':
    'The connection can break after the request was carried out. The SDK cannot know that and sends the request ' +
    'again, so a request that is not idempotent takes effect twice.',
  'server-error':
    'After InternalServerError nobody knows whether the request was carried out. The SDK sends it again, and so may ' +
    'your own code: that is safe for a request that has the same effect once and twice, and for no other.',
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
