import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { GradeReport } from '@keysmith/course';
import { gradeCsv, gradeFolder, gradeHtml } from '@keysmith/grader';
import { startTable, type TableKind } from '@keysmith/table';
import type { ExitCode } from '../exit-code.ts';
import { findExercise } from '../find-exercise.ts';
import { plural } from '../render/marks.ts';
import { wholeCourse, type Session } from '../session.ts';
import { showProgress } from '../terminal/progress.ts';

export interface GradeOptions {
  /** Names of the exercises to grade; all of the course unless told. */
  readonly exercise?: readonly string[];
  readonly jobs: number;
  readonly seed: number;
  /** The folder for the reports; the current one unless told. */
  readonly out?: string;
  readonly table: TableKind;
  /** Address of the course's site, for links to chapters; where `npm start` serves it unless told. */
  readonly site?: string;
}

/** `keysmith grade <folder>`: runs the checks on every submission and writes grade.json, grades.csv, grades.html. */
export async function grade(
  folder: string,
  options: GradeOptions,
  { terminal, ...session }: Session,
): Promise<ExitCode> {
  const submissions = resolve(folder);
  const course = await wholeCourse(session.root);
  const exercises = options.exercise?.map((name) => findExercise(course, name).slug);
  terminal.note(
    "This runs the submitted code on this machine with your rights and without protection. Don't grade code that you don't trust.",
  );
  const server = await startTable(options.table);
  let report: GradeReport;
  try {
    report = await gradeFolder({
      course,
      folder: submissions,
      table: server.address,
      seed: options.seed,
      jobs: options.jobs,
      onProgress: showProgress('runs', terminal),
      ...(exercises ? { exercises } : {}),
    });
  } finally {
    terminal.status('');
    await server.close();
  }
  const contents = {
    'grade.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'grades.csv': gradeCsv(report),
    'grades.html': gradeHtml(report, { chapters: course.chapters, ...siteOf(options) }),
  };
  const files = await writeReports(contents, resolve(options.out ?? '.'));
  terminal.print(summaryOf(report));
  terminal.print(`Written: ${files.map((file) => relative(process.cwd(), file)).join(', ')}`);
  return 0;
}

function siteOf({ site }: GradeOptions): { readonly site?: string } {
  return site === undefined ? {} : { site: site.endsWith('/') ? site : `${site}/` };
}

async function writeReports(
  contents: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
  return Object.keys(contents).map((name) => join(folder, name));
}

/** "30 submissions: 41 exercises graded, 4 could not be graded, 15 missing". */
function summaryOf({ submissions, times }: GradeReport): string {
  const all = submissions.flatMap(({ exercises }) => exercises);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  return (
    `${plural(submissions.length, 'submission')}: ${plural(count('graded'), 'exercise')} graded, ` +
    `${count('ungradable')} could not be graded, ${count('missing')} missing (${times.seconds.toFixed(1)} s)`
  );
}
