import type { Student } from '@keysmith/course';
import { parse } from 'csv-parse/sync';
import { FormatError } from './format.ts';

/** Who is in a class, and which submission is whose. */
export interface Roster {
  readonly students: readonly Student[];
  /** The student whose submission this is: the name of its folder or archive. */
  studentOf(learner: string): Student | undefined;
  /** Students of whom no submission is among these. */
  absentOf(learners: readonly string[]): Student[];
}

const COLUMNS = ['folder', 'id', 'name', 'email'];
const ARCHIVE = /\.(zip|tar\.gz|tgz)$/i;

/**
 * Reads a roster: CSV with the columns `id` and `name`, and perhaps `folder` and `email`. Without a folder, the submission
 * is looked for under the student's id. An archive's ending does not count.
 *
 * @throws {FormatError} 'format.roster': a column that is missing, a cell that is empty, a folder or id given twice.
 */
export function readRoster(text: string): Roster {
  const rows = rowsOf(text);
  const students = rows.map(({ id = '', name = '', email = '' }) => ({ id, name, ...(email && { email }) }));
  const folders = rows.map(({ folder, id = '' }) => plain(folder || id));
  refuseTwice(
    'id',
    students.map(({ id }) => id),
  );
  refuseTwice('folder', folders);
  const byFolder = new Map(folders.map((folder, at) => [folder, students[at]]));
  return {
    students,
    studentOf: (learner) => byFolder.get(plain(learner)),
    absentOf: (learners) => {
      const present = new Set(learners.map(plain));
      return students.filter((_student, at) => !present.has(folders[at] ?? ''));
    },
  };
}

function rowsOf(text: string): Record<string, string | undefined>[] {
  const [header = [], ...rows] = cellsOf(text);
  const names = header.map((cell) => cell.trim().toLowerCase());
  for (const needed of ['id', 'name'])
    if (!names.includes(needed))
      throw refusal(
        `It has no column "${needed}". Its first line names its columns, of ${COLUMNS.join(', ')}.`,
      );
  return rows.map((row, at) => {
    const cells = Object.fromEntries(names.map((name, index) => [name, row[index]?.trim()]));
    const empty = ['id', 'name'].find((name) => !cells[name]);
    if (empty) throw refusal(`Line ${at + 2} has no ${empty}. Fill it in, or take the line out.`);
    return cells;
  });
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw refusal(`It cannot be read as CSV: ${(error as Error).message}.`);
  }
}

function refuseTwice(column: string, values: readonly string[]): void {
  const seen = new Set<string>();
  const twice = values.find((value) => seen.size === seen.add(value).size);
  if (twice !== undefined)
    throw refusal(
      `The ${column} "${twice}" stands in two lines. One line is one student and one submission.`,
    );
}

function refusal(sentence: string): FormatError {
  return new FormatError('format.roster', `The roster cannot be used. ${sentence}`);
}

/** File systems write "ö" in two ways. */
function plain(folder: string): string {
  return folder.replace(ARCHIVE, '').normalize('NFC');
}
