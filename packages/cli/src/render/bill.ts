import type { BillLine } from '@keysmith/course';
import { inColumns } from '../terminal/columns.ts';
import type { Terminal } from '../terminal/terminal.ts';

const MEASURES = [
  ['requests', 'requests'],
  ['readUnits', 'read units'],
  ['writeUnits', 'write units'],
  ['bytes', 'bytes'],
] as const;

const ALIGNMENTS = ['left', 'right', 'right', 'right', 'right'] as const;

/** Of an access pattern's name, where a line of the table would be too long. */
const NAME_LENGTH_MIN = 16;

/**
 * What each access pattern cost and what it may cost, as an aligned table. What is over its budget has an exclamation
 * mark, which says it without colours, too. A measure that is nought throughout and has no budget is left out.
 *
 *     access pattern  requests  read units
 *     a page of 10      1 of 1  0.5 of 0.5
 *     the whole list  ! 3 of 1      2 of 9
 */
export function renderBill(bill: readonly BillLine[], { colours, columns }: Terminal): string {
  const numbers = bill.map((line) => MEASURES.map(([name]) => cellOf(line, name)));
  const heads = MEASURES.map(([, head], at) => (numbers.some((cells) => cells[at] !== '') ? head : ''));
  const names = ['access pattern', ...bill.map(({ pattern }) => pattern)];
  const beside = inColumns([heads, ...numbers], ALIGNMENTS.slice(1)).reduce(
    (widest, line) => Math.max(widest, line.length),
    0,
  );
  const width = Math.max(NAME_LENGTH_MIN, columns - beside - 2);
  const rows = [heads, ...numbers].map((cells, at) => [cut(names[at] ?? '', width), ...cells]);
  const [header = '', ...lines] = inColumns(rows, ALIGNMENTS);
  return [
    colours.dim(header),
    ...lines.map((line, at) => (isOver(bill[at]) ? colours.red(line) : line)),
  ].join('\n');
}

type Measure = (typeof MEASURES)[number][0];

/** "! 3 of 1", "0.5", or nothing for a nought that has no budget. */
function cellOf(line: BillLine, name: Measure): string {
  const [spent, budget] = [line[name], line.budget?.[name]];
  if (budget === undefined) return spent === 0 ? '' : count(spent);
  return `${spent > budget ? '! ' : ''}${count(spent)} of ${count(budget)}`;
}

function isOver(line: BillLine | undefined): boolean {
  return MEASURES.some(([name]) => (line?.[name] ?? 0) > (line?.budget?.[name] ?? Infinity));
}

function count(value: number): string {
  return (Math.round(value * 1000) / 1000).toLocaleString('en');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
