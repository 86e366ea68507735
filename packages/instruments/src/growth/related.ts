import type { Budget, Returned } from '../cost/cost.ts';
import { inWords } from '../cost/units.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import {
  addPoints,
  emptyCurves,
  MEASURE_NAMES,
  MEASURES,
  type Curve,
  type Growth,
  type Pattern,
  type Point,
} from './curve.ts';

/** Data that the measured calls do have to do with. */
export interface Related {
  /** What there is more and more of: "comments on the post". */
  readonly what: string;
  /** Makes one more through the learner's own functions. */
  readonly add: (client: Client, random: Random, number: number) => Promise<unknown>;
  /** How many are added by each measurement; 5, 25 and 100 unless they are given. */
  readonly counts?: readonly number[];
  /**
   * What a call may cost more for what it returns more. Unless it is given: a request for every 100 items and for every
   * 1 MB, and the units of a consistent read of each item by itself; nothing where no more is returned.
   */
  readonly bound?: (more: Returned) => Budget;
}

const COUNTS = [5, 25, 100];
const QUICK_COUNTS = [2, 8];

/** What BatchGetItem takes, and a page of Query. Sources: API reference, BatchGetItem; Developer Guide, "Quotas". */
const BATCH_ITEMS_MAX = 100;
const PAGE_BYTES_MAX = 1024 ** 2;
const READ_UNIT_BYTES = 4096;

function boundOf({ items, bytes }: Returned): Budget {
  return {
    requests: Math.ceil(items / BATCH_ITEMS_MAX) + (items === 0 ? 0 : Math.ceil(bytes / PAGE_BYTES_MAX)),
    readUnits: items + bytes / READ_UNIT_BYTES,
    writeUnits: 0,
  };
}

/** Makes the same calls while there is more and more of what they are about. They may cost more by what they return. */
export async function growRelated(
  rig: Rig,
  { patterns, related }: { patterns: Readonly<Record<string, Pattern>>; related: Related },
): Promise<Growth> {
  const { trial } = insideOf(rig);
  const counts = trial.depth === 'quick' ? QUICK_COUNTS : (related.counts ?? COUNTS);
  const random = createRandom(trial.seed, `${trial.checkId}/growth-related`);
  const copy = await rig.fork();
  const client = copy.client({ name: 'z' });
  const curves = emptyCurves(patterns);
  let added = 0;
  for (const [at, count] of counts.entries()) {
    for (; added < count; added += 1) {
      trial.log.progress(at, counts.length);
      await related.add(client, random, added);
    }
    await addPoints(curves, { patterns, copy, count });
  }
  await insideOf(copy).close();
  const bound = related.bound ?? boundOf;
  const { what } = related;
  const most = counts.at(-1) ?? 0;
  return {
    curves: [...curves].map(([pattern, points]) => ({ pattern, points, broken: excessOf(points, bound) })),
    tried: `The same call was made with more and more ${what}, up to ${most}, and may cost more by what it returns more.`,
    counted: what,
    passed: `growth: no more than what is returned is worth, up to ${most} ${what}`,
    why: WHY,
    sentence: (curve, broken) => sentenceOf(curve, { broken, what, bound }),
  };
}

interface Step {
  readonly from: Point;
  readonly to: Point;
  readonly more: Returned;
}

/** From the first measurement to the last. */
function stepOf(points: readonly Point[]): Step {
  const [from, to] = [points[0] as Point, points.at(-1) as Point];
  const more = {
    items: Math.max(0, to.returned.items - from.returned.items),
    bytes: Math.max(0, to.returned.bytes - from.returned.bytes),
  };
  return { from, to, more };
}

function excessOf(points: readonly Point[], bound: NonNullable<Related['bound']>) {
  const { from, to, more } = stepOf(points);
  const allowed = bound(more);
  return MEASURE_NAMES.find((name) => to[name] - from[name] > (allowed[name] ?? Infinity));
}

function sentenceOf(
  { pattern, points }: Curve,
  {
    broken,
    what,
    bound,
  }: { broken: keyof typeof MEASURES; what: string; bound: NonNullable<Related['bound']> },
): string {
  const { from, to, more } = stepOf(points);
  const returned =
    more.items === 0
      ? 'although it returns no more items than before'
      : `where the ${more.items} more items that came back allow for ${round(bound(more)[broken] ?? 0)}`;
  return (
    `"${pattern}" takes ${inWords(from[broken], MEASURES[broken])} when there are ${from.count} ${what}, and ${to[broken]} when there are ` +
    `${to.count}: ${round(to[broken] - from[broken])} more, ${returned}`
  );
}

function round(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

const WHY =
  'A call should cost by what it returns. One request for each related item makes it slower with every item that is ' +
  'added, and items that are read only to be filtered away are paid for all the same.';
