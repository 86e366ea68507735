import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { gradeReportSchema, submissionGradeSchema, type GradeReport } from '@keysmith/course';
import {
  canvas,
  classroom50,
  csv,
  folderOf,
  gradescope,
  junit,
  moodle,
  readIdentity,
  type Converted,
  type SubmissionFormat,
} from '@keysmith/grader';
import { CliError } from '../error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';

export type FormatName = 'canvas' | 'moodle' | 'csv' | 'gradescope' | 'classroom50' | 'junit';

export interface MarksOptions {
  readonly exercise?: string;
  /** For canvas: the file that Canvas exported. */
  readonly export?: string;
  /** For canvas: the assignment's column. */
  readonly column?: string;
  /** For classroom50: the JSON file that says whose submission it is. */
  readonly identity?: string;
  readonly out?: string;
}

/** Where grades lie, and what is asked of them. */
interface Asked {
  readonly folder: string;
  readonly report: GradeReport;
  readonly options: MarksOptions;
}

/** `keysmith marks <format> [folder]`: writes the grades of a batch in the form that another program takes. */
export async function marks(
  { format, folder }: { readonly format: FormatName; readonly folder: string },
  options: MarksOptions,
  { terminal }: Session,
): Promise<ExitCode> {
  const asked = { folder: resolve(folder), report: await readReport(resolve(folder)), options };
  const written = await WRITERS[format](asked);
  for (const remark of written.flatMap(({ remarks }) => remarks)) terminal.note(remark);
  const [first] = written;
  const more = written.length > 1 ? `, and ${written.length - 1} more` : '';
  terminal.print(
    first ? `Written: ${relative(process.cwd(), first.file)}${more}` : 'There are no submissions.',
  );
  return 0;
}

interface Written {
  readonly file: string;
  readonly remarks: readonly string[];
}

const WRITERS: Readonly<Record<FormatName, (asked: Asked) => Promise<readonly Written[]>>> = {
  csv: (asked) => one(asked, csv, csv.convert(asked.report, {})),
  moodle: (asked) => one(asked, moodle, moodle.convert(asked.report, exerciseOf(asked))),
  canvas: async (asked) => {
    const { export: exportFile, column } = asked.options;
    if (exportFile === undefined || column === undefined) {
      throw new CliError(
        'cli.missing-option',
        "Canvas's column is filled in the file that Canvas exported.",
        'Give --export <file> and --column <name of the assignment>.',
      );
    }
    const exported = await readText(resolve(exportFile));
    return one(asked, canvas, canvas.convert(asked.report, { exported, column, ...exerciseOf(asked) }));
  },
  gradescope: (asked) => each(asked, gradescope, {}),
  junit: (asked) => each(asked, junit, {}),
  classroom50: async (asked) => {
    const { identity: file } = asked.options;
    if (file === undefined)
      throw new CliError(
        'cli.missing-option',
        'Classroom 50 wants to know whose submission it is.',
        'Give --identity <file.json>; docs/grading.md lists its members.',
      );
    return each(asked, classroom50, {
      identity: readIdentity(readJson(await readText(resolve(file)), file)),
    });
  },
};

function exerciseOf({ options: { exercise } }: Asked): { readonly exercise?: string } {
  return exercise === undefined ? {} : { exercise };
}

async function one(
  { folder, options }: Asked,
  { name, extension }: { readonly name: string; readonly extension: string },
  { content, remarks }: Converted,
): Promise<readonly Written[]> {
  const file = options.out === undefined ? join(folder, `${name}.${extension}`) : resolve(options.out);
  await writeFile(file, content);
  return [{ file, remarks }];
}

/** A file beside the grade.json of each submission. */
async function each<Options>(
  { folder, report }: Asked,
  format: SubmissionFormat<Options>,
  options: Options,
): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const { learner } of report.submissions) {
    const own = join(folder, 'submissions', folderOf(learner));
    const path = join(own, 'grade.json');
    const grade = checked(submissionGradeSchema, readJson(await readText(path), path), path);
    const { content, remarks } = format.convert(grade, options);
    const file = join(own, `${format.name}.${format.extension}`);
    await writeFile(file, content);
    written.push({ file, remarks });
  }
  return written;
}

async function readReport(folder: string): Promise<GradeReport> {
  const path = join(folder, 'grade.json');
  return checked(gradeReportSchema, readJson(await readText(path), path), path);
}

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

function checked<T>(schema: Schema<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new CliError(
    'cli.bad-grades',
    `${path} is no file of grades of this version.`,
    'Grade again with this version of the course.',
  );
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new CliError(
      'cli.bad-grades',
      `${path} cannot be read.`,
      'Name the folder that `keysmith grade --out` wrote, and files that exist.',
    );
  });
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError('cli.bad-grades', `${path} holds no JSON.`, 'Take the file as it was written.');
  }
}
