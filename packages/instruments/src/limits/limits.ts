import { itemSizeBytes } from '@keysmith/engine/size';
import { FlawError, PropertyError } from '../checks/failure.ts';
import { describeValue } from '../recorder/describe.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { readItems } from '../rig/copy-items.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';

export interface LimitOptions {
  /** What grows: "comments of a post". */
  readonly what: string;
  /** How many there will be. */
  readonly volume: number;
  /** Adds one, through the learner's own functions. */
  readonly add: (client: Client, random: Random, number: number) => Promise<unknown>;
  /** How many are added, in two steps, to see what grows; 20 unless it is given. */
  readonly sample?: number;
  /** The chapter that explains it; "one-to-many-five-ways" unless it is given. */
  readonly chapter?: string;
}

/** Sources: Developer Guide, "Quotas": an item's size, and an item collection's where there is a local index. */
const ITEM_BYTES_MAX = 400 * 1024;
const COLLECTION_BYTES_MAX = 10 * 1024 ** 3;
const SAMPLE = 20;

interface Sizes {
  /** Bytes by item, and by item collection; the keys name them. */
  readonly items: ReadonlyMap<string, number>;
  readonly collections: ReadonlyMap<string, number>;
}

interface Growing {
  readonly place: string;
  readonly kind: 'item' | 'item collection';
  readonly now: number;
  readonly expected: number;
  readonly limit: number;
}

/**
 * Adds a few of what will be many, sees which items and item collections grow with them and how fast, and reckons
 * what they will be at the declared volume.
 *
 * @throws {FlawError} for the item or item collection that will be larger than DynamoDB allows.
 */
export async function limits(rig: Rig, options: LimitOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const sample = options.sample ?? SAMPLE;
  const copy = await rig.fork();
  const client = copy.client({ name: 'client' });
  const random = createRandom(trial.seed, `${trial.checkId}/limits-${number}`);
  const half = Math.ceil(sample / 2);
  for (let added = 0; added < half; added += 1) await options.add(client, random, added);
  const before = await sizesOf(copy);
  for (let added = half; added < sample; added += 1) await options.add(client, random, added);
  const after = await sizesOf(copy);
  await insideOf(copy).close();

  const growing = reckon(before, after, { added: sample - half, left: Math.max(0, options.volume - sample) });
  const limited = hasLocalIndexes(rig) ? growing : growing.filter(({ kind }) => kind === 'item');
  const over = limited.filter(({ expected, limit }) => expected > limit);
  trial.log.count({ instrument: 'limits', tried: growing.length, broken: over.length });
  const volume = options.volume.toLocaleString('en');
  const [first] = over;
  if (first === undefined) {
    trial.log.measured(`limits: every item fits with ${volume} ${options.what}`);
    return;
  }
  throw new FlawError(
    {
      instrument: 'limits',
      tried: `${sample} ${options.what} were added, and the sizes reckoned for ${volume}.`,
      timeline: tableOf(growing.slice(0, 6)),
      why: WHY,
      chapter: options.chapter ?? 'one-to-many-five-ways',
    },
    new PropertyError(
      `with ${volume} ${options.what} the ${first.kind} ${first.place} will have ${bytes(first.expected)}; ` +
        `DynamoDB allows ${bytes(first.limit)}`,
    ),
  );
}

async function sizesOf(rig: Rig): Promise<Sizes> {
  const { door, names, lookup } = insideOf(rig);
  const items = new Map<string, number>();
  const collections = new Map<string, number>();
  for (const [logicalName, name] of Object.entries(names)) {
    // Two tables may hold the same key.
    const table = Object.keys(names).length > 1 ? [logicalName] : [];
    const keys = lookup(name)?.keys ?? [];
    for (const item of await readItems(door, name)) {
      const size = itemSizeBytes(item as never);
      const text = (attributes: readonly string[]) =>
        [...table, ...attributes.map((key) => describeValue(item[key]))].join(' ');
      items.set(text(keys), size);
      const collection = text(keys.slice(0, 1));
      collections.set(collection, (collections.get(collection) ?? 0) + size);
    }
  }
  return { items, collections };
}

/** What grew between two looks, straight on. */
function reckon(before: Sizes, after: Sizes, { added, left }: { added: number; left: number }): Growing[] {
  const grown = (kind: Growing['kind'], member: keyof Sizes, limit: number): Growing[] =>
    [...after[member]].flatMap(([place, now]) => {
      const earlier = before[member].get(place);
      if (earlier === undefined || now <= earlier) return [];
      return [{ kind, place, now, expected: Math.round(now + ((now - earlier) / added) * left), limit }];
    });
  return [
    ...grown('item', 'items', ITEM_BYTES_MAX),
    ...grown('item collection', 'collections', COLLECTION_BYTES_MAX),
  ].sort((a, b) => b.expected / b.limit - a.expected / a.limit);
}

function hasLocalIndexes(rig: Rig): boolean {
  return Object.values(rig.definitions).some(
    ({ LocalSecondaryIndexes = [] }) => LocalSecondaryIndexes.length > 0,
  );
}

function tableOf(growing: readonly Growing[]): string {
  return textTable([
    ['what grows', 'kind', 'now', 'will be', 'allowed'],
    ...growing.map(({ place, kind, now, expected, limit }) => [
      place,
      kind,
      bytes(now),
      bytes(expected),
      bytes(limit),
    ]),
  ]);
}

function bytes(count: number): string {
  if (count < 1024) return `${count} bytes`;
  if (count < 1024 ** 2) return `${round(count / 1024)} KB`;
  return count < 1024 ** 3 ? `${round(count / 1024 ** 2)} MB` : `${round(count / 1024 ** 3)} GB`;
}

function round(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

const WHY =
  'An item has at most 400 KB, names and values together, and every update of it is charged by its whole size. A list, ' +
  'map or set that grows inside of an item meets that limit one day; items of their own in one collection do not.';
