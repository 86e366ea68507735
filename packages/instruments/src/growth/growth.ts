import { FlawError, PropertyError } from '../checks/failure.ts';
import { chartOf } from '../picture/line-chart.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client, Run } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';
import { Copies, difference, everything, rememberingRandom, type Written } from './multiply.ts';

export interface GrowthOptions {
  /** The calls that are measured at each size: `{ 'list members': (client) => client.run('listMembers', input) }`. */
  readonly patterns: Readonly<Record<string, (client: Client) => Promise<Run<unknown>>>>;
  /** Makes one unit of data through the learner's own functions, which the patterns have nothing to do with. */
  readonly unrelated: (client: Client, random: Random) => Promise<unknown>;
  /** Items that are there at each measurement; 1,000, 10,000 and 100,000 unless they are given. */
  readonly sizes?: readonly number[];
  /** The chapter that explains it; "three-kinds-of-call" unless it is given. */
  readonly chapter?: string;
}

const SIZES = [1000, 10_000, 100_000];
const QUICK_SIZES = [100, 1000];
const SAMPLES = 6;

interface Measurement {
  readonly items: number;
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

const MEASURES = { requests: 'requests', readUnits: 'read units', writeUnits: 'write units' } as const;
type Measure = keyof typeof MEASURES;

/**
 * Makes the same calls while the tables fill up with data that they have nothing to do with, and expects that they
 * cost the same. A few units of that data are made by the learner's own functions; the rest are copies of what these
 * wrote, with other identifiers, so that a hundred thousand items take a second and not a minute.
 *
 * @throws {FlawError} for the first pattern that costs more at a larger size, with a picture of the curve.
 */
export async function growth(rig: Rig, options: GrowthOptions): Promise<void> {
  const { trial } = insideOf(rig);
  trial.log.nextInstrument();
  const sizes = trial.depth === 'quick' ? QUICK_SIZES : (options.sizes ?? SIZES);
  const copy = await rig.fork();
  const { door } = insideOf(copy);
  const copies = await sample(copy, options);
  const measured = new Map<string, Measurement[]>(Object.keys(options.patterns).map((name) => [name, []]));
  let there = await countItems(copy);
  for (const [at, size] of sizes.entries()) {
    trial.log.progress(at, sizes.length);
    if (size > there) await copies.write(door, size - there);
    there = Math.max(there, size);
    for (const [name, call] of Object.entries(options.patterns)) {
      const measuring = await copy.fork();
      const { trace } = await call(measuring.client({ name: 'client' }));
      await insideOf(measuring).close();
      const { requests, readUnits, writeUnits } = trace;
      measured.get(name)?.push({ items: size, requests: requests.length, readUnits, writeUnits });
    }
  }
  await checkCopies(copy, there);
  await insideOf(copy).close();
  judge(measured, { rig, options, sizes });
}

/** Has the learner's functions make a few units of data, and gives copies of what they wrote. */
async function sample(copy: Rig, { unrelated }: GrowthOptions): Promise<Copies> {
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

function judge(
  measured: ReadonlyMap<string, readonly Measurement[]>,
  { rig, options, sizes }: { rig: Rig; options: GrowthOptions; sizes: readonly number[] },
): void {
  const { trial } = insideOf(rig);
  const grown = [...measured].flatMap(([pattern, points]) => {
    const measure = (Object.keys(MEASURES) as Measure[]).find((name) => growsBy(points, name));
    return measure === undefined ? [] : [{ pattern, points, measure }];
  });
  trial.log.count({ instrument: 'growth', tried: measured.size, broken: grown.length });
  const largest = Math.max(...sizes).toLocaleString('en');
  const [first] = grown;
  if (first === undefined) {
    trial.log.measured(`growth: the same cost up to ${largest} items`);
    return;
  }
  const { pattern, points, measure } = first;
  const [small, large] = [points[0] as Measurement, points.at(-1) as Measurement];
  const sentence =
    `"${pattern}" takes ${small[measure]} ${MEASURES[measure]} when there are ${small.items.toLocaleString('en')} items, ` +
    `and ${large[measure]} when there are ${large.items.toLocaleString('en')}, although none of those items concern it`;
  throw new FlawError(
    {
      instrument: 'growth',
      tried: `The same call was made while the tables filled up with data that it has nothing to do with, up to ${largest} items.`,
      timeline: tableOf(points),
      figure: {
        svg: chartOf({
          title: `${MEASURES[measure]} of "${pattern}" by items in the tables`,
          x: points.map(({ items }) => items),
          y: points.map((point) => point[measure]),
          yName: MEASURES[measure],
        }),
        text: '',
      },
      why: WHY,
      chapter: options.chapter ?? 'three-kinds-of-call',
    },
    new PropertyError(sentence),
  );
}

function growsBy(points: readonly Measurement[], measure: Measure): boolean {
  const first = points[0]?.[measure] ?? 0;
  return points.some((point) => point[measure] > first);
}

function tableOf(points: readonly Measurement[]): string {
  return textTable([
    ['items in the tables', ...Object.values(MEASURES)],
    ...points.map((point) => [
      point.items.toLocaleString('en'),
      ...(Object.keys(MEASURES) as Measure[]).map((name) => String(point[name])),
    ]),
  ]);
}

const WHY =
  'A Query reads one item collection, whatever else is in the table. A Scan, and a Query of a collection that others ' +
  'share, read everything that lies there, and a filter only takes away what has been paid for.';
