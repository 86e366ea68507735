import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { GradeReport } from '@keysmith/course';
import { createReports, gradeFolder, type GradedFolder, type ReportFile } from '@keysmith/grader';
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

/** `keysmith grade <folder>`: runs the checks on every submission and writes its reports. */
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
  let graded: GradedFolder;
  try {
    graded = await gradeFolder({
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
  const { report } = graded;
  const reports = createReports({
    exercises: report.exercises,
    chapters: course.chapters,
    ...siteOf(options),
  });
  const out = resolve(options.out ?? '.');
  for (const one of graded.submissions) await writeReports(reports.submission(one), out);
  const files = await writeReports(reports.batch(report), out);
  terminal.print(summaryOf(report));
  terminal.print(`Written: ${files.map((file) => relative(process.cwd(), file)).join(', ')}`);
  return 0;
}

function siteOf({ site }: GradeOptions): { readonly site?: string } {
  return site === undefined ? {} : { site: site.endsWith('/') ? site : `${site}/` };
}

async function writeReports(files: readonly ReportFile[], folder: string): Promise<readonly string[]> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return files.map(({ path }) => join(folder, path));
}

/** "30 submissions: 41 exercises graded, 4 could not be graded, 15 missing". */
function summaryOf({ submissions, times }: GradeReport): string {
  const all = submissions.flatMap(({ exercises }) => exercises);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  return (
    `${plural(submissions.length, 'submission')}: ${plural(count('graded'), 'exercise')} graded, ` +
    `${count('ungradable')} could not be graded, ${count('missing')} missing (${(times.milliseconds / 1000).toFixed(1)} s)`
  );
}
