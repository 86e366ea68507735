import { PropertyError } from '../checks/failure.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { isObject } from '../recorder/tables.ts';
import { itemOf, readStream, sequenceOf, type StreamRecord } from './records.ts';

export interface StreamOptions {
  /** The logical name of the table whose stream is consumed; "main" unless it is given. */
  readonly table?: string;
  /** The learner's function that gets `{ Records: [...] }`, as a Lambda function does. */
  readonly handler: string;
  /** Looks at the tables when every record has been delivered. It throws when something is wrong. */
  readonly afterwards: (rig: Rig) => Promise<void> | void;
  /** Records in a batch at most; 5 unless it is given. */
  readonly batchSize?: number;
  /** The chapter that explains it; "streams-and-derived-data" unless it is given. */
  readonly chapter?: string;
}

/** One way in which the same records may reach a consumer. */
interface Delivery {
  readonly id: string;
  readonly inWords: string;
  batches(records: readonly StreamRecord[], size: number, random: Random): Batch[];
}

interface Batch {
  readonly records: readonly StreamRecord[];
  /** Virtual time that passes before it comes. */
  readonly afterMs?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const DELIVERIES: readonly Delivery[] = [
  { id: 'once', inWords: 'each record once, in order', batches: inBatches },
  {
    id: 'twice-in-a-batch',
    inWords: 'some records twice in their batch',
    batches: (records, size, random) =>
      inBatches(records, size).map(({ records: own }) => ({
        records: own.flatMap((record) => (random.int(0, 1) === 1 ? [record, record] : [record])),
      })),
  },
  {
    id: 'batch-again',
    inWords: 'every batch twice, as after a failure or a lost reply',
    batches: (records, size) => inBatches(records, size).flatMap((batch) => [batch, batch]),
  },
  {
    id: 'all-again-after-minutes',
    inWords: 'all batches once more after 11 minutes, when tokens of transactions are forgotten',
    batches: (records, size) => again(records, size, 11 * MINUTE_MS),
  },
  {
    id: 'all-again-after-hours',
    inWords: 'all batches once more after 20 hours',
    batches: (records, size) => again(records, size, 20 * HOUR_MS),
  },
  {
    id: 'shards-apart',
    inWords: 'records of different items in another order; those of one item in theirs',
    batches: (records, size, random) => {
      const shards = Map.groupBy(records, itemOf);
      return random.shuffle([...shards.values()]).flatMap((shard) => inBatches(shard, size));
    },
  },
];

function inBatches(records: readonly StreamRecord[], size: number): Batch[] {
  return Array.from({ length: Math.ceil(records.length / size) }, (_, at) => ({
    records: records.slice(at * size, (at + 1) * size),
  }));
}

function again(records: readonly StreamRecord[], size: number, afterMs: number): Batch[] {
  const [first, ...rest] = inBatches(records, size);
  return first === undefined ? [] : [first, ...rest, { ...first, afterMs }, ...rest];
}

/**
 * Delivers what is in a table's stream to the learner's handler, in every way in which a stream may: duplicates,
 * batches again hours later, shards at their own pace. Each way runs on a copy of the rig. A batch whose handler
 * throws, or names failed records, comes again from the first of them on.
 *
 * @throws {FlawError} for the first way after which `afterwards` does not hold.
 */
export async function streams(rig: Rig, options: StreamOptions): Promise<void> {
  const { trial, door, names } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const logicalName = options.table ?? 'main';
  const records = await readStream(door, { realName: names[logicalName] ?? logicalName, logicalName });
  if (records.length === 0)
    throw new Error(`streams: there is nothing in the stream of "${logicalName}" yet`);
  const plan = trial.replayOf(number);
  const chosen = plan === undefined ? DELIVERIES : DELIVERIES.filter(({ id }) => id === plan);
  let broken = 0;
  let first: Delivery | undefined;
  for (const [at, delivery] of chosen.entries()) {
    trial.log.progress(at, chosen.length);
    if ((await tryRun(rig, runWith(delivery, records, options))) === undefined) continue;
    broken += 1;
    first ??= delivery;
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'streams', tried: chosen.length, broken });
  if (first === undefined) {
    trial.log.measured(`streams: ${records.length} records in ${chosen.length} ways of delivery`);
    return;
  }
  const about = {
    instrument: 'streams',
    number,
    tried: `The ${records.length} records of the stream were delivered to ${options.handler}: ${first.inWords}.`,
    plan: first.id,
    why: WHY,
    chapter: options.chapter ?? 'streams-and-derived-data',
  };
  throw await tellRun(rig, about, runWith(first, records, options));
}

function runWith(
  delivery: Delivery,
  records: readonly StreamRecord[],
  { handler, afterwards, batchSize = 5 }: StreamOptions,
): RunOnce {
  return async (copy, clientOf, recording) => {
    const client = clientOf({ name: 'consumer' });
    const random = createRandom(insideOf(copy).trial.seed, `streams/${delivery.id}`);
    for (const batch of delivery.batches(records, batchSize, random)) {
      if (batch.afterMs !== undefined) {
        copy.clock.advance(batch.afterMs);
        recording?.add({ kind: 'event', client: 'consumer', text: `${inTime(batch.afterMs)} later` });
      }
      await deliver(client, handler, batch.records);
    }
    await afterwards(copy);
  };
}

function inTime(milliseconds: number): string {
  return milliseconds < HOUR_MS ? `${milliseconds / MINUTE_MS} minutes` : `${milliseconds / HOUR_MS} hours`;
}

/** So often a batch comes again; Lambda goes on until the records are a day old. */
const ATTEMPTS_MAX = 5;

/** Hands a batch to the handler until nothing of it is left. */
async function deliver(client: Client, handler: string, batch: readonly StreamRecord[]): Promise<void> {
  let left = batch;
  let problem = '';
  for (let attempt = 0; attempt < ATTEMPTS_MAX && left.length > 0; attempt += 1) {
    const { result, error } = await client.run(handler, { Records: left });
    problem = error === undefined ? 'reported failed records' : `threw ${error.name}: ${error.message}`;
    left = error === undefined ? fromFirstFailed(left, result) : left;
  }
  if (left.length > 0)
    throw new PropertyError(
      `${handler} ${problem} at every one of ${ATTEMPTS_MAX} attempts, and its shard is blocked`,
    );
}

/** What comes again: everything from the first record on that the handler named as failed. */
function fromFirstFailed(records: readonly StreamRecord[], result: unknown): readonly StreamRecord[] {
  const failures = isObject(result) ? result['batchItemFailures'] : undefined;
  if (!Array.isArray(failures) || failures.length === 0) return [];
  const failed = new Set(failures.filter(isObject).map(({ itemIdentifier }) => itemIdentifier));
  const first = records.findIndex((record) => failed.has(sequenceOf(record)));
  return records.slice(Math.max(0, first));
}

const WHY =
  'A stream holds each change once and in order per item, but a consumer may get a record more than once: a batch comes ' +
  'again after an error, after a lost reply, or hours later when somebody replays it. Items are in order among ' +
  'themselves only.';
