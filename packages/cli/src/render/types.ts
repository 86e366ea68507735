import type { TypeProblem } from '../types/messages.ts';
import { inColumns } from '../terminal/columns.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, wrap } from '../terminal/wrap.ts';
import { plural } from './marks.ts';

const LISTED_MAX = 8;

/** Type errors, told apart from the verdict, which they do not change. */
export function renderTypes(problems: readonly TypeProblem[], terminal: Terminal): string {
  const { colours, columns } = terminal;
  const margin = terminal.plain ? '' : ' ';
  if (problems.length === 0) return prefixLines(colours.dim('types: no errors'), margin);
  const heading = `${colours.yellow(plural(problems.length, 'type error'))}${colours.dim(', apart from the verdict')}`;
  const listed = problems.slice(0, LISTED_MAX);
  const places = inColumns(
    listed.map(({ place }) => [place]),
    ['left'],
  );
  const width = Math.max(...places.map((place) => place.length));
  const lines = listed.map(({ code, message }, at) =>
    wrap(`${message.split('\n')[0]} ${colours.dim(`TS${code}`)}`, {
      columns: columns - margin.length,
      first: `  ${(places[at] ?? '').padEnd(width)}  `,
    }),
  );
  const left = problems.length - listed.length;
  if (left > 0) lines.push(colours.dim(`  … and ${left} more`));
  return prefixLines([heading, ...lines].join('\n'), margin);
}
