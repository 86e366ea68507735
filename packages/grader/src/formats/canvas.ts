import type { GradeReport, SubmissionSummary } from '@keysmith/course';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { harmless } from './csv-text.ts';
import { FormatError, type BatchFormat } from './format.ts';
import { markColumn, type MarkColumn } from './mark-column.ts';

export interface CanvasOptions {
  /** The text of the CSV file that Canvas exported. */
  readonly exported: string;
  /** The assignment's column, with or without the number that Canvas puts behind the name. */
  readonly column: string;
  /** The exercise whose marks to give; the sum of all unless told. */
  readonly exercise?: string;
}

/** The columns by which Canvas knows a student. They go back exactly as they came, or the import finds nobody. */
const IDENTITY = ['ID', 'SIS User ID', 'SIS Login ID'];

/**
 * Fills one column of the instructor's own export and leaves the rest as it is: a column of another name would make a new
 * assignment. A student without a mark keeps what stands there.
 */
export const canvas: BatchFormat<CanvasOptions> = {
  name: 'canvas',
  extension: 'csv',
  convert(report, { exported, column: columnName, exercise }) {
    const { header, rows } = readExport(exported);
    const at = columnAt(header, columnName);
    const marks = markColumn(report, exercise);
    const ids = idColumns(header);
    const filling = new Filling(marks, at);
    const byId = studentsById(rows, ids);
    for (const submission of report.submissions) filling.fill(submission, rowsOf(submission, byId));
    const remarks = [
      ...pointsRemarks(rows, at, marks),
      ...filling.remarks,
      ...leftRemarks(report, rows, filling),
    ];
    const safe = rows.map((row) => row.map((cell, index) => (ids.includes(index) ? cell : harmless(cell))));
    return { content: stringify([header, ...safe], { record_delimiter: 'windows' }), remarks };
  },
};

/** Writes marks into rows, each row once. */
class Filling {
  readonly filled = new Map<string[], string>();
  readonly remarks: string[] = [];
  readonly #marks: MarkColumn;
  readonly #at: number;

  constructor(marks: MarkColumn, at: number) {
    this.#marks = marks;
    this.#at = at;
  }

  fill(submission: SubmissionSummary, found: readonly string[][]): void {
    const { learner } = submission;
    const [row, ...others] = found;
    if (row === undefined) this.remarks.push(`${learner} matched no row of the export.`);
    else if (others.length > 0)
      this.remarks.push(`${learner} matched ${found.length} rows of the export, so none was filled.`);
    else if (this.filled.has(row))
      this.remarks.push(`${learner} and ${this.filled.get(row)} matched the same row; the first was taken.`);
    else this.#write(submission, row);
  }

  #write(submission: SubmissionSummary, row: string[]): void {
    const mark = this.#marks.markOf(submission);
    this.filled.set(row, submission.learner);
    if (mark === undefined)
      this.remarks.push(
        `${submission.learner} has no mark yet: ${this.#marks.feedbackOf(submission).replaceAll('\n', ' | ')}`,
      );
    else row[this.#at] = String(mark);
  }
}

function readExport(text: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = parsed(text);
  if (header === undefined || idColumns(header).length === 0) {
    throw new FormatError(
      'format.unreadable',
      `This is no export of Canvas's grade book: it has none of the columns ${IDENTITY.join(', ')}. Export it in Canvas under Grades, Export, Entire Gradebook.`,
    );
  }
  return { header, rows };
}

function parsed(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    throw new FormatError(
      'format.unreadable',
      `The export cannot be read as CSV: ${(error as Error).message}. Take the file as Canvas gave it.`,
    );
  }
}

/** Where the assignment stands: by its whole header, else by the name without the number at its end. */
function columnAt(header: readonly string[], name: string): number {
  const whole = header.indexOf(name);
  if (whole >= 0) return whole;
  const fitting = header.flatMap((text, at) => (text.replace(/ \(\d+\)$/, '') === name ? [at] : []));
  if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0];
  const columns = header.filter((text) => / \(\d+\)$/.test(text)).join('; ');
  throw new FormatError(
    'format.no-column',
    `The export has ${fitting.length === 0 ? 'no column' : 'several columns'} "${name}". Name one of its assignments: ${columns}. To grade a new one, make the assignment in Canvas first and export again.`,
  );
}

function idColumns(header: readonly string[]): number[] {
  return header.flatMap((text, at) => (IDENTITY.includes(text) ? [at] : []));
}

/** The rows by each of their ids. The row of the points possible has none. */
function studentsById(rows: readonly string[][], ids: readonly number[]): Map<string, Set<string[]>> {
  const byId = new Map<string, Set<string[]>>();
  for (const row of rows) {
    for (const id of ids.map((at) => row[at]?.trim() ?? '').filter(Boolean))
      byId.set(id, (byId.get(id) ?? new Set()).add(row));
  }
  return byId;
}

function rowsOf(
  { learner, student }: SubmissionSummary,
  byId: ReadonlyMap<string, Set<string[]>>,
): string[][] {
  const keys = student ? [student.id, student.email ?? ''] : [learner];
  return [...new Set(keys.flatMap((key) => [...(byId.get(key) ?? [])]))];
}

function isPointsRow([first = '']: readonly string[]): boolean {
  return first.trim() === 'Points Possible';
}

function pointsRemarks(rows: readonly string[][], at: number, { maxScore }: MarkColumn): string[] {
  const possible = rows.find(isPointsRow)?.[at]?.trim() ?? '';
  if (possible === '' || Number(possible) === maxScore) return [];
  return [
    `Canvas gives this assignment ${possible} points and Keysmith ${maxScore}. Set the assignment's points to ${maxScore}, or the percentages are wrong.`,
  ];
}

function leftRemarks({ submissions }: GradeReport, rows: readonly string[][], { filled }: Filling): string[] {
  const left = rows.filter((row) => !filled.has(row) && !isPointsRow(row) && row.some(Boolean));
  if (left.length === 0 || submissions.length === 0) return [];
  const names = left.map(([name = '']) => name).join('; ');
  return [`No submission was found for ${left.length} of the export's students: ${names}.`];
}
