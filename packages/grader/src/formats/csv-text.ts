import { stringify } from 'csv-stringify/sync';

export type Cell = string | number;

/** What Excel, LibreOffice and Google Sheets take for the beginning of a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A text that no spreadsheet runs: an apostrophe in front makes it a text. A plain number stays one. */
export function harmless(cell: Cell): Cell {
  if (typeof cell === 'number' || NUMBER.test(cell)) return cell;
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** Rows as RFC 4180 has them, in UTF-8, without a cell that a spreadsheet would take for a formula. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: 'windows' },
  );
}
