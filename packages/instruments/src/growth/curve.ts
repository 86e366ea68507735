import { LearnerError } from '../checks/failure.ts';
import { returnedBy, type Returned } from '../cost/cost.ts';
import type { Call, Client, Run } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';

export type Pattern = (client: Client) => Promise<Run<unknown>>;

/** What one call cost when there was so much data. */
export interface Point {
  /** Items in the tables, or what the curve counts. */
  readonly count: number;
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** What DynamoDB gave back. */
  readonly returned: Returned;
  /** The call that was measured. */
  readonly call?: Call | undefined;
}

export const MEASURES = {
  requests: 'requests',
  readUnits: 'read units',
  writeUnits: 'write units',
} as const;
export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** What one access pattern costs as data grows, and the first measure that grows more than it may. */
export interface Curve {
  readonly pattern: string;
  readonly points: readonly Point[];
  readonly broken: Measure | undefined;
}

/** Curves along one kind of data, and how they are told. */
export interface Growth {
  readonly curves: readonly Curve[];
  readonly tried: string;
  /** Heads the column of what grows: "items in the tables". */
  readonly counted: string;
  readonly passed: string;
  readonly why: string;
  sentence(curve: Curve, broken: Measure): string;
}

/** Makes the call of each pattern on a copy of its own, and adds a point to its curve. */
export async function addPoints(
  curves: ReadonlyMap<string, Point[]>,
  { patterns, copy, count }: { patterns: Readonly<Record<string, Pattern>>; copy: Rig; count: number },
): Promise<void> {
  for (const [name, call] of Object.entries(patterns)) {
    const measuring = await copy.fork();
    const { trace, error } = await call(measuring.client({ name: 'client' }));
    await insideOf(measuring).close();
    const last = insideOf(copy).trial.lastCall();
    // Nothing grows less than a call that throws at once.
    if (error !== undefined) throw new LearnerError(last?.name ?? name, error);
    const { requests, readUnits, writeUnits } = trace;
    const spent = { requests: requests.length, readUnits, writeUnits };
    curves.get(name)?.push({ count, ...spent, returned: returnedBy(trace), call: last });
  }
}

export function emptyCurves(patterns: Readonly<Record<string, Pattern>>): Map<string, Point[]> {
  return new Map(Object.keys(patterns).map((name) => [name, []]));
}

/** The curve as text, with what came back where that grows too. */
export function curveTable(points: readonly Point[], counted: string): string {
  const isReturning = points.some(({ returned }) => returned.items !== points[0]?.returned.items);
  return textTable([
    [counted, ...Object.values(MEASURES), ...(isReturning ? ['items returned'] : [])],
    ...points.map((point) => [
      point.count.toLocaleString('en'),
      ...MEASURE_NAMES.map((name) => String(point[name])),
      ...(isReturning ? [point.returned.items.toLocaleString('en')] : []),
    ]),
  ]);
}
