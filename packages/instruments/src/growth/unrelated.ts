import type { Door } from '@keysmith/table/door';
import { inWords } from '../cost/units.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import {
  addPoints,
  emptyCurves,
  MEASURE_NAMES,
  MEASURES,
  type Growth,
  type Measure,
  type Pattern,
  type Point,
} from './curve.ts';
import { Copies, difference, everything, rememberingRandom, type Written } from './multiply.ts';

export type MakeUnrelated = (client: Client, random: Random) => Promise<unknown>;

const SIZES = [1000, 10_000, 100_000];
const QUICK_SIZES = [50, 300];
const SAMPLES = 6;

export interface UnrelatedSetup {
  readonly patterns: Readonly<Record<string, Pattern>>;
  readonly unrelated: MakeUnrelated;
  readonly sizes: readonly number[] | undefined;
}

/** A table that can only be copied item by item gets the few items of the quick pass: a Scan shows there as well. */
function sizesFor(rig: Rig, sizes: readonly number[]): readonly number[] {
  const { trial, door } = insideOf(rig);
  return trial.depth === 'quick' || door.engine === undefined ? QUICK_SIZES : sizes;
}

/** Makes the same calls while the tables fill up with data that they have nothing to do with: they must cost the same. */
export async function growUnrelated(
  rig: Rig,
  { patterns, unrelated, ...setup }: UnrelatedSetup,
): Promise<Growth> {
  const { trial } = insideOf(rig);
  const sizes = sizesFor(rig, setup.sizes ?? SIZES);
  const copy = await rig.fork();
  const { door } = insideOf(copy);
  const copies = await sample(copy, unrelated);
  const curves = emptyCurves(patterns);
  let there = await countItems(copy);
  for (const [at, count] of sizes.entries()) {
    const progress = (): void => trial.log.progress(at, sizes.length);
    progress();
    if (count > there) await copies.write(telling(door, progress), count - there);
    there = Math.max(there, count);
    await addPoints(curves, { patterns, copy, count });
  }
  await checkCopies(copy, there);
  await insideOf(copy).close();
  const largest = Math.max(...sizes).toLocaleString('en');
  return {
    curves: [...curves].map(([pattern, points]) => ({
      pattern,
      points,
      broken: MEASURE_NAMES.find((name) => growsBy(points, name)),
    })),
    tried: `The same call was made while the tables filled up with data that it has nothing to do with, up to ${largest} items.`,
    counted: 'items in the tables',
    passed: `growth: the same cost up to ${largest} items`,
    why: WHY,
    sentence({ pattern, points }, broken) {
      const [small, large] = [points[0] as Point, points.at(-1) as Point];
      return (
        `"${pattern}" takes ${inWords(small[broken], MEASURES[broken])} when there are ${small.count.toLocaleString('en')} items, ` +
        `and ${large[broken]} when there are ${large.count.toLocaleString('en')}, although none of those items concern it`
      );
    },
  };
}

/** Tells of each request: on a busy machine the tables fill for longer than a run may be silent. */
function telling(door: Door, tell: () => void): Door {
  return {
    send(request) {
      tell();
      return door.send(request);
    },
  };
}

/** Has the learner's functions make a few units of data, and gives copies of what they wrote. */
async function sample(copy: Rig, unrelated: MakeUnrelated): Promise<Copies> {
  const { door, names, trial } = insideOf(copy);
  const { random, ids } = rememberingRandom(createRandom(trial.seed, `${trial.checkId}/growth`));
  const client = copy.client({ name: 'z' });
  const units: Written[] = [];
  let before = await everything(door, Object.values(names));
  for (let made = 0; made < SAMPLES; made += 1) {
    await unrelated(client, random);
    const after = await everything(door, Object.values(names));
    units.push(difference(before, after));
    before = after;
  }
  const copies = new Copies(units, ids);
  if (copies.roundSize === 0) throw new Error('growth: `unrelated` wrote nothing that could be multiplied');
  return copies;
}

async function countItems(copy: Rig): Promise<number> {
  const { door, names } = insideOf(copy);
  let count = 0;
  for (const TableName of Object.values(names)) {
    let ExclusiveStartKey;
    do {
      const { body } = await door.send({
        operation: 'Scan',
        input: { TableName, Select: 'COUNT', ExclusiveStartKey },
      });
      count += Number(body['Count']);
      ExclusiveStartKey = body['LastEvaluatedKey'];
    } while (ExclusiveStartKey !== undefined);
  }
  return count;
}

/** Copies whose keys hold no identifier fall on each other; then the measurement would say less than it seems to. */
async function checkCopies(copy: Rig, wanted: number): Promise<void> {
  const there = await countItems(copy);
  if (there >= wanted) return;
  insideOf(copy).trial.log.measured(
    `growth: of ${wanted} items only ${there} are there, because keys of the unrelated data hold no identifier`,
  );
}

function growsBy(points: readonly Point[], measure: Measure): boolean {
  const first = points[0]?.[measure] ?? 0;
  return points.some((point) => point[measure] > first);
}

const WHY =
  'A Query reads one item collection, whatever else is in the table. A Scan, and a Query of a collection that others ' +
  'share, read everything that lies there, and a filter only takes away what has been paid for.';
