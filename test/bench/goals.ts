import type { BundleSizes } from './bundles.ts';
import type { EngineRequest } from './engine-alone.ts';
import { growthOf } from './growth.ts';
import type { GrowthFigures } from './growth.ts';
import type { MemoryFigures } from './memory.ts';
import { rowNames } from './rows.ts';
import type { RowName } from './rows.ts';
import type { SideBySide } from './side-by-side.ts';
import type { StartUps } from './start-up.ts';

/** Everything that one run measures. */
export interface Figures {
  readonly sideBySide: SideBySide;
  readonly engineAlone: Readonly<Record<EngineRequest, number>>;
  readonly startUps: StartUps;
  readonly memory: MemoryFigures;
  readonly growth: GrowthFigures;
  readonly bundles: BundleSizes;
}

/** One promise of the engine, and whether this run kept it. */
export interface Goal {
  readonly goal: string;
  readonly figure: number;
  readonly limit: number;
  readonly is: 'at most' | 'at least';
  readonly met: boolean;
}

/** Times the floor that a request through the client may take. Creating a table has no goal of this kind. */
const floorLimits: Readonly<Partial<Record<RowName, number>>> = {
  PutItem: 1.4,
  GetItem: 1.4,
  UpdateItem: 1.4,
  'TransactWriteItems of 4': 1.4,
  'Query of 100': 1.6,
};
const localLimit = 5;
const dynaliteLimit = 2.5;
const perSecondLimits: Readonly<Record<EngineRequest, number>> = {
  GetItem: 100_000,
  PutItem: 50_000,
  'Query of 100': 5_000,
};
const growthLimits: Readonly<Record<EngineRequest, number>> = {
  GetItem: 1.3,
  'Query of 100': 1.3,
  PutItem: 2,
};
const gibibyte = 1024 ** 3;

export function judge(figures: Figures): readonly Goal[] {
  const { startUps, memory, bundles } = figures;
  return [
    ...rowNames.flatMap((row) => sideBySideGoals(row, figures.sideBySide[row])),
    ...entriesOf(perSecondLimits).map(([request, limit]) =>
      atLeast(`${request} by the engine alone, per second`, figures.engineAlone[request], limit),
    ),
    ...entriesOf(growthLimits).map(([request, limit]) =>
      atMost(
        `${request} through the client, growth to the largest table`,
        growthOf(figures.growth['through the client'][request]),
        limit,
      ),
    ),
    atMost('memory for the items, GiB at its peak', memory.peakBytes / gibibyte, 1),
    atMost('from the constructor to the first answer, ms', startUps.engine.readyMs, 5),
    atMost('engine for the browser, KB gzipped', bundles.whole / 1000, 60),
    atMost('without PartiQL, KB gzipped', bundles.withoutPartiql / 1000, 45),
  ];
}

function sideBySideGoals(row: RowName, times: SideBySide[RowName]): Goal[] {
  const { embedded = NaN, floor = NaN } = times;
  const floorLimit = floorLimits[row];
  const local = times['DynamoDB Local'] ?? NaN;
  return [
    ...(floorLimit === undefined
      ? []
      : [atMost(`${row}, times the floor's time`, embedded / floor, floorLimit)]),
    atLeast(`${row}, times as fast as DynamoDB Local`, local / embedded, localLimit),
    ...(times.dynalite === undefined
      ? []
      : [atLeast(`${row}, times as fast as dynalite`, times.dynalite / embedded, dynaliteLimit)]),
  ];
}

function entriesOf<Name extends string>(limits: Readonly<Record<Name, number>>): [Name, number][] {
  return Object.entries(limits) as [Name, number][];
}

function atMost(goal: string, figure: number, limit: number): Goal {
  return { goal, figure, limit, is: 'at most', met: figure <= limit };
}

function atLeast(goal: string, figure: number, limit: number): Goal {
  return { goal, figure, limit, is: 'at least', met: figure >= limit };
}
