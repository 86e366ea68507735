import type { BundleSizes } from './bundles.ts';
import type { EngineRequest } from './engine-alone.ts';
import { atLeast, atMost, type Goal } from './goal.ts';
import { growthOf } from './growth.ts';
import type { GrowthFigures } from './growth.ts';
import { secondsPerThousand } from './instruments.ts';
import type { InstrumentFigures } from './instruments.ts';
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
  readonly instruments: InstrumentFigures;
}

export type Part = keyof Figures;

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

const judges: { readonly [Name in Part]: (figures: Figures[Name]) => readonly Goal[] } = {
  sideBySide: (rows) => rowNames.flatMap((row) => sideBySideGoals(row, rows[row])),
  engineAlone: (perSecond) =>
    entriesOf(perSecondLimits).map(([request, limit]) =>
      atLeast(`${request} by the engine alone, per second`, perSecond[request], limit),
    ),
  growth: (growth) =>
    entriesOf(growthLimits).map(([request, limit]) =>
      atMost(
        `${request} through the client, growth to the largest table`,
        growthOf(growth['through the client'][request]),
        limit,
      ),
    ),
  memory: ({ peakBytes }) => [atMost('memory for the items, GiB at its peak', peakBytes / gibibyte, 1)],
  startUps: ({ engine }) => [atMost('from the constructor to the first answer, ms', engine.readyMs, 5)],
  bundles: ({ whole, withoutPartiql }) => [
    atMost('engine for the browser, KB gzipped', whole / 1000, 60),
    atMost('without PartiQL, KB gzipped', withoutPartiql / 1000, 45),
  ],
  instruments: (rows) => [
    atMost('1,000 interleavings of 2 clients with 6 requests, s', secondsPerThousand(rows.interleavings), 4),
    atMost('a crash sweep over 50 requests, s', rows['crash sweep'].ms / 1000, 3),
    atMost('growth to 100,000 items, s', rows.growth.ms / 1000, 3),
    atMost('first verdict of a race, ms', rows['first verdict of a race'].ms, 250),
  ],
};

export const parts = Object.keys(judges) as readonly Part[];

/** The goals of the parts that were measured. */
export function judge(figures: Partial<Figures>): readonly Goal[] {
  return parts.flatMap((part) => judgePart(part, figures[part]));
}

function judgePart<Name extends Part>(part: Name, own: Figures[Name] | undefined): readonly Goal[] {
  return own === undefined ? [] : judges[part](own);
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
