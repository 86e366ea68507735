import { engineRequests } from './engine-alone.ts';
import type { Figures, Goal } from './goals.ts';
import { growthOf } from './growth.ts';
import { rowNames } from './rows.ts';
import { subjectNames } from './subjects.ts';

/** The figures as tables for a terminal. Times of requests are medians in microseconds. */
export function reportOf(figures: Figures, goals: readonly Goal[]): string {
  return [
    sideBySide(figures),
    engineAlone(figures),
    startUps(figures),
    growth(figures),
    rest(figures),
    judged(goals),
  ].join('\n\n');
}

function sideBySide({ sideBySide }: Figures): string {
  const head = ['µs per request, median', ...subjectNames, '÷ floor', 'Local ÷', 'dynalite ÷'];
  const rows = rowNames.map((name) => {
    const times = sideBySide[name];
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

function engineAlone({ engineAlone }: Figures): string {
  const rows = Object.entries(engineAlone).map(([name, perSecond]) => [
    name,
    Math.round(perSecond).toLocaleString('en'),
  ]);
  return table([['engine alone', 'per second'], ...rows]);
}

function startUps({ startUps }: Figures): string {
  const rows = Object.entries(startUps).map(([name, { importMs, readyMs }]) => [
    name,
    shown(readyMs),
    importMs === 0 ? '' : shown(importMs),
  ]);
  return table([['start-up', 'ms to the first answer', 'ms to load its modules before'], ...rows]);
}

function growth({ growth }: Figures): string {
  const counts = Object.keys(growth['through the client'].GetItem);
  const head = [
    'µs by items in the table',
    ...counts.map((count) => Number(count).toLocaleString('en')),
    'growth',
  ];
  const ways = ['through the client', 'engine alone'] as const;
  const rows = ways.flatMap((way) =>
    engineRequests.map((request) => {
      const byCount = growth[way][request];
      return [`${request}, ${way}`, ...Object.values(byCount).map(shown), shown(growthOf(byCount))];
    }),
  );
  return table([head, ...rows]);
}

function rest({ memory, bundles }: Figures): string {
  const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MiB`;
  return table([
    [`memory of ${memory.itemCount.toLocaleString('en')} items of 200 bytes`, 'resident'],
    ['before the first', mebibytes(memory.startBytes)],
    ['at the peak', mebibytes(memory.peakBytes)],
    ['after garbage collection', mebibytes(memory.restingBytes)],
    ['', ''],
    ['for the browser, with the worker door', 'gzipped'],
    ['every operation', `${(bundles.whole / 1000).toFixed(1)} KB`],
    ['without PartiQL', `${(bundles.withoutPartiql / 1000).toFixed(1)} KB`],
  ]);
}

function judged(goals: readonly Goal[]): string {
  const rows = goals.map(({ goal, figure, limit, is, met }) => [
    goal,
    shown(figure),
    `${is} ${limit.toLocaleString('en')}`,
    met ? 'met' : 'MISSED',
  ]);
  return table([['goal', 'figure', 'limit', ''], ...rows]);
}

function shown(figure: number | undefined): string {
  if (figure === undefined || Number.isNaN(figure)) return '';
  if (figure >= 1000) return Math.round(figure).toLocaleString('en');
  return figure.toFixed(figure >= 100 ? 0 : 2);
}

/** The first column to the left, all others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
