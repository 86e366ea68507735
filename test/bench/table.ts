import type { Goal } from './goal.ts';

/** The goals, and which of them were met, as a table for a terminal. */
export function judged(goals: readonly Goal[]): string {
  const rows = goals.map(({ goal, figure, limit, is, met }) => [
    goal,
    shown(figure),
    `${is} ${limit.toLocaleString('en')}`,
    met ? 'met' : 'MISSED',
  ]);
  return table([['goal', 'figure', 'limit', ''], ...rows]);
}

/** A figure as a reader takes it in. */
export function shown(figure: number | undefined): string {
  if (figure === undefined || Number.isNaN(figure)) return '';
  if (figure >= 1000) return Math.round(figure).toLocaleString('en');
  return figure.toFixed(figure >= 100 ? 0 : 2);
}

/** The first column to the left, all others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
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
