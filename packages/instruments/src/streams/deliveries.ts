import { spellPoint, type CrashPoint } from '../crashes/crash-door.ts';
import type { Random } from '../random.ts';
import { itemOf, type StreamRecord } from './records.ts';

/** What one call of the handler gets. */
export interface Batch {
  readonly records: readonly StreamRecord[];
  /** Which consumer gets it, where a shard has one of its own. */
  readonly consumer?: string;
  /** Virtual time that passes before it comes. */
  readonly afterMs?: number;
}

/** One way in which the same records may reach a consumer. */
export interface Delivery {
  /** Names it in a replay token: "batch-again", "crash-after3". */
  readonly id: string;
  /** Ends the sentence "The records were delivered: …". */
  readonly inWords: string;
  readonly why: string;
  batches(records: readonly StreamRecord[], how: { size: number; random: Random }): readonly Batch[];
  /** Where the consumer's process stops, the requests of all its batches counted. */
  readonly crash?: CrashPoint;
  /** The request that is throttled until the SDK gives up. */
  readonly refused?: number;
  /** Whether the quick pass tries it, of the ways that are always there. */
  readonly isTelling?: true;
  /** Which record is one that the handler cannot process, from 0. */
  readonly poisoned?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "11 minutes", "20 hours". */
export function inTime(milliseconds: number): string {
  return milliseconds < HOUR_MS ? `${milliseconds / MINUTE_MS} minutes` : `${milliseconds / HOUR_MS} hours`;
}

const WHY =
  'A stream holds each change once and in order per item, but a consumer may get a record more than once: a batch comes ' +
  'again after an error, after a lost reply, or hours later when somebody replays it. Items are in order among ' +
  'themselves only.';
const WHY_LATE =
  'A record stays in the stream for 24 hours, and a consumer that was down or slow gets it that late. When the change ' +
  'happened stands in the record; the time at which the handler runs says nothing about it.';
const WHY_SHARDS =
  'A stream may have several shards, each with a consumer of its own that is as fast as it is. All records of one item are ' +
  'in one shard, in order; between two items there is no order.';

/** The ways that need nothing to be wrong with the handler's requests. */
export const DELIVERIES: readonly Delivery[] = [
  { id: 'once', isTelling: true, inWords: 'each record once, in order', why: WHY, batches: inBatches },
  {
    id: 'late',
    inWords: 'each record once and in order, but 20 hours after it was written',
    why: WHY_LATE,
    batches: (records, { size }) => after(20 * HOUR_MS, inBatches(records, { size })),
  },
  {
    id: 'twice-in-a-batch',
    isTelling: true,
    inWords: 'some records twice in their batch',
    why: WHY,
    batches: (records, { size, random }) =>
      inBatches(records, { size }).map(({ records: own }) => ({
        records: own.flatMap((record) => (random.int(0, 1) === 1 ? [record, record] : [record])),
      })),
  },
  {
    id: 'batch-again',
    inWords: 'every batch twice, as after a failure or a lost reply',
    why: WHY,
    batches: (records, { size }) => inBatches(records, { size }).flatMap((batch) => [batch, batch]),
  },
  {
    id: 'all-again-after-minutes',
    inWords: 'all batches once more after 11 minutes, when tokens of transactions are forgotten',
    why: WHY,
    batches: (records, { size }) => again(inBatches(records, { size }), 11 * MINUTE_MS),
  },
  {
    id: 'all-again-after-hours',
    isTelling: true,
    inWords: 'all batches once more after 20 hours',
    why: WHY,
    batches: (records, { size }) => again(inBatches(records, { size }), 20 * HOUR_MS),
  },
  {
    id: 'shards-apart',
    inWords: 'records of different items in another order; those of one item in theirs',
    why: WHY_SHARDS,
    batches: (records, { size, random }) => {
      const shards = Map.groupBy(records, itemOf);
      return random.shuffle([...shards.values()]).flatMap((shard) => inBatches(shard, { size }));
    },
  },
  {
    id: 'two-consumers',
    inWords:
      'half of the items by one shard and half by another, each with a consumer of its own, batch by batch',
    why: WHY_SHARDS,
    batches: (records, how) => byTurns(inTwoShards(records, how), how.random),
  },
  {
    id: 'one-consumer-behind',
    isTelling: true,
    inWords: 'half of the items by a second shard, whose consumer is 5 hours behind that of the first',
    why: WHY_SHARDS,
    batches(records, how) {
      const [ahead, behind] = inTwoShards(records, how);
      return [...ahead, ...after(5 * HOUR_MS, behind)];
    },
  },
];

/** Of these ways the quick pass tries those that show, as a rule, what any of the others shows. */
export const QUICK_DELIVERIES = DELIVERIES.filter(({ isTelling }) => isTelling);

/** The consumer's process is stopped before and after each of so many requests, and the batch comes again. */
export function crashDeliveries(requests: number): Delivery[] {
  return Array.from({ length: requests }, (_, at) =>
    (['before', 'after'] as const).map((when): Delivery => {
      const crash = { when, request: at + 1 };
      const where = when === 'before' ? 'before it sent' : 'after DynamoDB had carried out';
      return {
        id: `crash-${spellPoint(crash)}`,
        inWords: `each record once, but the process stopped ${where} its request ${at + 1}, and its batch came again to a new one`,
        why:
          'A process can stop between any two requests. What it has written stays, what it held in variables is gone, ' +
          'and Lambda delivers the whole batch again, as nobody has said that it is done.',
        batches: inBatches,
        crash,
      };
    }),
  ).flat();
}

/** Each of so many requests is refused for so long that the handler gets to know. */
export function refusedDeliveries(requests: number): Delivery[] {
  return Array.from({ length: requests }, (_, at) => ({
    id: `refused-${at + 1}`,
    inWords: `each record once, but request ${at + 1} of the handler was throttled until the SDK gave up`,
    why:
      'Lambda takes a batch for done unless the handler throws, or returns { batchItemFailures: [{ itemIdentifier }] } ' +
      'with the sequence number of a record. Then everything from the first failed record on comes again, ' +
      'also what had succeeded.',
    batches: inBatches,
    refused: at + 1,
  }));
}

/** Each of the records in turn is one that the handler cannot process. */
export function poisonDeliveries(places: readonly number[]): Delivery[] {
  return places.map((at) => ({
    id: `poison-${at + 1}`,
    inWords: `each record once and in order, and record ${at + 1} was one that the handler cannot process`,
    why:
      'A record that fails comes again and again, and nothing behind it in its shard is processed until the handler ' +
      'lets it pass. So it has to be set aside, and later records of the same item with it: they would overtake it.',
    batches: inBatches,
    poisoned: at,
  }));
}

function inBatches(records: readonly StreamRecord[], { size }: { size: number }): Batch[] {
  return Array.from({ length: Math.ceil(records.length / size) }, (_, at) => ({
    records: records.slice(at * size, (at + 1) * size),
  }));
}

function after(afterMs: number, [first, ...rest]: readonly Batch[]): Batch[] {
  return first === undefined ? [] : [{ ...first, afterMs }, ...rest];
}

function again(batches: readonly Batch[], afterMs: number): Batch[] {
  return [...batches, ...after(afterMs, batches)];
}

/** Each item belongs to one of two shards, by chance, as the hash of its key would have it. */
function inTwoShards(
  records: readonly StreamRecord[],
  { size, random }: { size: number; random: Random },
): [Batch[], Batch[]] {
  const items = random.shuffle([...new Set(records.map(itemOf))]);
  const ofFirst = new Set(items.slice(0, Math.ceil(items.length / 2)));
  const shard = (consumer: string, own: readonly StreamRecord[]): Batch[] =>
    inBatches(own, { size }).map((batch) => ({ ...batch, consumer }));
  return [
    shard(
      'first shard',
      records.filter((record) => ofFirst.has(itemOf(record))),
    ),
    shard(
      'second shard',
      records.filter((record) => !ofFirst.has(itemOf(record))),
    ),
  ];
}

function byTurns(shards: readonly (readonly Batch[])[], random: Random): Batch[] {
  const turns = random.shuffle(shards.flatMap((batches, shard) => batches.map(() => shard)));
  const waiting = shards.map((batches) => [...batches]);
  return turns.map((shard) => waiting[shard]?.shift() as Batch);
}
