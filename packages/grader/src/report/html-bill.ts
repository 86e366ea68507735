import type { BillLine } from '@keysmith/course';
import { escape } from './escape.ts';
import { htmlTable } from './html-table.ts';

const MEASURES = [
  ['requests', 'requests'],
  ['readUnits', 'read units'],
  ['writeUnits', 'write units'],
  ['bytes', 'bytes'],
] as const;

/** What each access pattern cost, and what it may cost. */
export function billHtml(bill: readonly BillLine[]): string {
  return htmlTable({
    caption: 'What each access pattern cost, and its budget',
    heads: ['access pattern', ...MEASURES.map(([, head]) => head)],
    rows: bill.map((line) => ({
      cells: [escape(line.pattern), ...MEASURES.map(([name]) => cell(line[name], line.budget?.[name]))],
    })),
  });
}

/** "3 of 2", and that it is too much in words, because a colour alone says it to some readers only. */
function cell(spent: number, budget: number | undefined): string {
  const number = (value: number): string => (Math.round(value * 1000) / 1000).toLocaleString('en');
  if (budget === undefined) return number(spent);
  const text = `${number(spent)} of ${number(budget)}`;
  return spent > budget ? `<strong class="fail">${text}, over budget</strong>` : text;
}
