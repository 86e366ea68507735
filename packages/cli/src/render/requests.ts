import type { RequestSummary } from '@keysmith/course';
import { inColumns } from '../terminal/columns.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { plural } from './marks.ts';

/** More requests than this are counted instead of listed; a growing cost shows in the sums. */
const LISTED_MAX = 8;

const HEADER = ['', 'operation', 'on', 'items read', 'returned', 'units'];
const ALIGNMENTS = ['right', 'left', 'left', 'right', 'right', 'right'] as const;

/**
 * Requests as an aligned table: the operation, the table or index, items read and returned, units; below each one its
 * key condition.
 *
 *        operation  on           items read  returned    units
 *     1  Query      main.byMail          40         3  20 read
 *        pk = "W#1" | filter role = "admin"
 */
export function renderRequests(requests: readonly RequestSummary[], terminal: Terminal): string {
  if (requests.length === 0) return 'none';
  const { dim } = terminal.colours;
  const listed = requests.slice(0, LISTED_MAX);
  const [header = '', ...rows] = inColumns([HEADER, ...listed.map(cellsOf)], ALIGNMENTS);
  const lines = [dim(header)];
  for (const [at, request] of listed.entries()) {
    lines.push(rows[at] ?? '');
    if (request.detail)
      lines.push(dim(wrap(request.detail, { columns: terminal.columns - 9, first: '   ' })));
    if (request.error) lines.push(terminal.colours.red(`   refused: ${request.error}`));
  }
  if (requests.length > listed.length) lines.push(`   … and ${theRest(requests.slice(LISTED_MAX))}`);
  if (requests.length > 1) lines.push(`   in all ${sumOf(requests)}`);
  return lines.join('\n');
}

function cellsOf(request: RequestSummary, at: number): readonly string[] {
  const on = request.index === undefined ? request.table : `${request.table}.${request.index}`;
  return [
    String(at + 1),
    request.operation,
    on,
    request.scanned === undefined ? '' : String(request.scanned),
    request.returned === undefined ? '' : String(request.returned),
    units(request.readUnits, request.writeUnits),
  ];
}

/** "52 more: 50 GetItem, 2 Query". */
function theRest(requests: readonly RequestSummary[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of requests) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const parts = [...counts].map(([operation, count]) => `${count} ${operation}`);
  return `${requests.length} more: ${parts.join(', ')}`;
}

function sumOf(requests: readonly RequestSummary[]): string {
  const sum = (value: (request: RequestSummary) => number | undefined) =>
    requests.reduce((total, request) => total + (value(request) ?? 0), 0);
  const read = sum(({ scanned }) => scanned);
  const parts = [
    plural(requests.length, 'request'),
    read > 0 ? `${plural(read, 'item')} read, ${sum(({ returned }) => returned)} returned` : '',
    units(
      sum(({ readUnits }) => readUnits),
      sum(({ writeUnits }) => writeUnits),
    ),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Read and write units: "0.5 read", "2 write", "1 read + 2 write". */
function units(read: number, write: number): string {
  const parts = [read > 0 ? `${tidy(read)} read` : '', write > 0 ? `${tidy(write)} write` : ''];
  return parts.filter(Boolean).join(' + ') || '0';
}

/** Sums of halves stay exact; other fractions lose the noise of floating point. */
function tidy(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
