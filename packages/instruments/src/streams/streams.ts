import { PropertyError } from '../checks/failure.ts';
import type { TrialContext } from '../checks/trial-context.ts';
import { createRandom } from '../random.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { ReplayError } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { spread } from '../spread.ts';
import { createConsumer, type Consumer } from './consumer.ts';
import {
  crashDeliveries,
  DELIVERIES,
  QUICK_DELIVERIES,
  inTime,
  poisonDeliveries,
  refusedDeliveries,
  type Delivery,
} from './deliveries.ts';
import { handOver } from './event-source.ts';
import { itemOf, plural, readStream, type StreamRecord } from './records.ts';

export interface StreamOptions {
  /** The logical name of the table whose stream is consumed; "main" unless it is given. */
  readonly table?: string;
  /** The learner's function that gets `{ Records: [...] }`, as a Lambda function does. */
  readonly handler: string;
  /** Looks at the tables when every record has been delivered. It throws when something is wrong. */
  readonly afterwards: (rig: Rig, delivered: Delivered) => Promise<void> | void;
  /**
   * Makes of a record one that the handler cannot process, such as one without an attribute that it needs; undefined
   * for a record that is to stay as it is. With it each of the records is bad in one more delivery. The handler must let
   * it pass by itself: there is no limit of attempts and no dead-letter queue behind it.
   */
  readonly poison?: (record: StreamRecord) => StreamRecord | undefined;
  /** Records in a batch at most; 5 unless it is given. */
  readonly batchSize?: number;
  /** The chapter that explains it; "streams-and-derived-data" unless it is given. */
  readonly chapter?: string;
}

/** What a consumer got. */
export interface Delivered {
  /** Which way of delivery: "once", "batch-again", "crash-after3", "poison-4". */
  readonly delivery: string;
  /** The record that the handler cannot process, as it came; absent where all were good. */
  readonly poison?: StreamRecord;
  /** The later records of the item that `poison` is of. None of them may take effect before it. */
  readonly behind: readonly StreamRecord[];
}

/** Swept places at most of each kind: crash points, refused requests, bad records. */
const PLACES_MAX = { quick: 2, full: 40 } as const;

/**
 * Delivers what is in a table's stream to the learner's handler in every way in which a stream may: duplicates, batches
 * again hours later, shards at their own pace, a process that stops in the middle of a batch, requests that fail,
 * records that cannot be processed. Each way runs on a copy of the rig. A batch whose handler throws comes again; one
 * whose handler names failed records comes again from the first of them on.
 *
 * @throws {FlawError} for the first way that blocks a shard, or after which `afterwards` does not hold.
 */
export async function streams(rig: Rig, options: StreamOptions): Promise<void> {
  const { trial, door, names } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const logicalName = options.table ?? 'main';
  const records = await readStream(door, { realName: names[logicalName] ?? logicalName, logicalName });
  if (records.length === 0)
    throw new Error(`streams: there is nothing in the stream of "${logicalName}" yet`);
  const { deliveries, of, right } = await deliveriesOf(rig, {
    records,
    options,
    plan: trial.replayOf(number),
  });
  let broken = 0;
  let first: Delivery | undefined;
  for (const [at, delivery] of deliveries.entries()) {
    trial.log.progress(at, deliveries.length);
    if (delivery === right) continue;
    if ((await tryRun(rig, runWith(delivery, { records, options }))) === undefined) continue;
    broken += 1;
    first ??= delivery;
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'streams', tried: deliveries.length, broken });
  if (first === undefined) {
    const ways = deliveries.length === of ? `all ${of}` : `${deliveries.length} of ${of}`;
    trial.log.measured(`streams: ${records.length} records in ${ways} ways of delivery`);
    return;
  }
  const about = {
    instrument: 'streams',
    number,
    tried: `The ${records.length} records of the stream were delivered to ${options.handler}: ${first.inWords}.`,
    plan: first.id,
    why: first.why,
    chapter: options.chapter ?? 'streams-and-derived-data',
  };
  throw await tellRun(rig, about, runWith(first, { records, options }));
}

interface Setup {
  readonly records: readonly StreamRecord[];
  readonly options: StreamOptions;
}

interface Ways {
  /** Those that are always there, and one for each place where something may go wrong, or some of these. */
  readonly deliveries: readonly Delivery[];
  /** How many there are. */
  readonly of: number;
  /** One that was seen to be right when its requests were counted. */
  readonly right?: Delivery;
}

async function deliveriesOf(
  rig: Rig,
  { plan, ...setup }: Setup & { plan: string | undefined },
): Promise<Ways> {
  const { trial } = insideOf(rig);
  let requests = 0;
  const once = DELIVERIES[0] as Delivery;
  const count = (): void => {
    requests += 1;
  };
  const { records, options } = setup;
  const isOnceRight = (await tryRun(rig, runWith(once, setup, count))) === undefined;
  // A handler that fails without any disturbance has no requests to disturb.
  if (!isOnceRight && plan === undefined) return { deliveries: DELIVERIES, of: DELIVERIES.length };
  const bad = records.flatMap((record, at) => (options.poison?.(record) === undefined ? [] : [at]));
  const swept = [poisonDeliveries(bad), refusedDeliveries(requests), crashDeliveries(requests)];
  const all = [...DELIVERIES, ...swept.flat()];
  const always = trial.depth === 'quick' ? QUICK_DELIVERIES : DELIVERIES;
  const some = [...always, ...swept.flatMap((each) => someOf(each, trial))];
  const deliveries = plan === undefined ? some : all.filter(({ id }) => id === plan);
  if (deliveries.length === 0) throw new ReplayError(`there is no way of delivery "${plan}"`);
  return { deliveries, of: all.length, ...(isOnceRight && { right: once }) };
}

function someOf(deliveries: readonly Delivery[], { depth }: TrialContext): Delivery[] {
  return spread(deliveries, PLACES_MAX[depth]);
}

function runWith(delivery: Delivery, setup: Setup, onRequest = (): void => undefined): RunOnce {
  const { handler, afterwards, batchSize: size = 5 } = setup.options;
  return async (copy, clientOf, recording) => {
    const { stream, poison, behind } = poisonedBy(delivery, setup);
    const random = createRandom(insideOf(copy).trial.seed, `streams/${delivery.id}`);
    const consumers = new Map<string, Consumer>();
    const batches = delivery.batches(stream, { size, random });
    for (const [at, { records, afterMs, consumer: name = CONSUMER }] of batches.entries()) {
      if (afterMs !== undefined) {
        copy.clock.advance(afterMs);
        recording?.add({ kind: 'event', client: name, text: `${inTime(afterMs)} later` });
      }
      const parts = { name, handler, copy, clientOf, recording, poison, onRequest };
      const consumer = consumers.get(name) ?? createConsumer(parts, delivery);
      consumers.set(name, consumer);
      const problem = await handOver(consumer, records);
      if (problem === undefined) continue;
      const later = batches.slice(at + 1).filter((batch) => (batch.consumer ?? CONSUMER) === name);
      const left = later.flatMap((batch) => batch.records).length;
      throw new PropertyError(`${handler} ${problem}; its shard is blocked, and ${waiting(left)}`);
    }
    await afterwards(copy, { delivery: delivery.id, ...(poison && { poison }), behind });
  };
}

/** Who gets all batches where there is one shard. */
const CONSUMER = 'consumer';

/** The records with the one that the delivery makes bad, that one, and those of its item that come after it. */
function poisonedBy({ poisoned }: Delivery, { records, options }: Setup) {
  const good = poisoned === undefined ? undefined : records[poisoned];
  const poison = good && options.poison?.(good);
  if (poisoned === undefined || poison === undefined)
    return { stream: records, poison: undefined, behind: [] };
  const behind = records.slice(poisoned + 1).filter((record) => itemOf(record) === itemOf(poison));
  return { stream: records.with(poisoned, poison), poison, behind };
}

function waiting(records: number): string {
  if (records === 0) return 'whatever is written next waits behind it';
  return `${plural(records)} after this batch ${records === 1 ? 'waits' : 'wait'} behind it`;
}
