import { engineRequests } from './engine-alone.ts';
import { parts } from './goals.ts';
import type { Goal } from './goal.ts';
import type { Figures, Part } from './goals.ts';
import { growthOf } from './growth.ts';
import { instrumentRows } from './instruments.ts';
import { rowNames } from './rows.ts';
import { subjectNames } from './subjects.ts';
import { judged, shown, table } from './table.ts';

/** What was measured as tables for a terminal. Times of requests are medians in microseconds. */
export function reportOf(figures: Partial<Figures>, goals: readonly Goal[]): string {
  return [...parts.flatMap((part) => tableOf(part, figures[part])), judged(goals)].join('\n\n');
}

function tableOf<Name extends Part>(part: Name, own: Figures[Name] | undefined): string[] {
  return own === undefined ? [] : [tables[part](own)];
}

const tables: { readonly [Name in Part]: (figures: Figures[Name]) => string } = {
  sideBySide,
  engineAlone,
  startUps,
  growth,
  memory,
  bundles,
  instruments,
};

function sideBySide(figures: Figures['sideBySide']): string {
  const head = ['µs per request, median', ...subjectNames, '÷ floor', 'Local ÷', 'dynalite ÷'];
  const rows = rowNames.map((name) => {
    const times = figures[name];
    const { embedded = NaN, floor = NaN, dynalite = NaN } = times;
    return [
      name,
      ...subjectNames.map((subject) => shown(times[subject])),
      shown(embedded / floor),
      shown((times['DynamoDB Local'] ?? NaN) / embedded),
      shown(dynalite / embedded),
    ];
  });
  return table([head, ...rows]);
}

function engineAlone(figures: Figures['engineAlone']): string {
  const rows = Object.entries(figures).map(([name, perSecond]) => [
    name,
    Math.round(perSecond).toLocaleString('en'),
  ]);
  return table([['engine alone', 'per second'], ...rows]);
}

function startUps(figures: Figures['startUps']): string {
  const rows = Object.entries(figures).map(([name, { importMs, readyMs }]) => [
    name,
    shown(readyMs),
    importMs === 0 ? '' : shown(importMs),
  ]);
  return table([['start-up', 'ms to the first answer', 'ms to load its modules before'], ...rows]);
}

function growth(figures: Figures['growth']): string {
  const counts = Object.keys(figures['through the client'].GetItem);
  const head = [
    'µs by items in the table',
    ...counts.map((count) => Number(count).toLocaleString('en')),
    'growth',
  ];
  const ways = ['through the client', 'engine alone'] as const;
  const rows = ways.flatMap((way) =>
    engineRequests.map((request) => {
      const byCount = figures[way][request];
      return [`${request}, ${way}`, ...Object.values(byCount).map(shown), shown(growthOf(byCount))];
    }),
  );
  return table([head, ...rows]);
}

function memory({ itemCount, startBytes, peakBytes, restingBytes }: Figures['memory']): string {
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MiB`;
  return table([
    [`memory of ${itemCount.toLocaleString('en')} items of 200 bytes`, 'resident'],
    ['before the first', mebibytes(startBytes)],
    ['at the peak', mebibytes(peakBytes)],
    ['after garbage collection', mebibytes(restingBytes)],
  ]);
}

function bundles({ whole, withoutPartiql }: Figures['bundles']): string {
  return table([
    ['for the browser, with the worker door', 'gzipped'],
    ['every operation', `${(whole / 1000).toFixed(1)} KB`],
    ['without PartiQL', `${(withoutPartiql / 1000).toFixed(1)} KB`],
  ]);
}

function instruments(figures: Figures['instruments']): string {
  const rows = instrumentRows.map((row) => [row, shown(figures[row].ms), String(figures[row].tried)]);
  return table([['one check in a fresh process', 'ms, median', 'runs, points or patterns'], ...rows]);
}
