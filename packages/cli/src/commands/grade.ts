import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import {
  gradedExercise,
  PRACTICE_SEED,
  type Course,
  type Exercise,
  type GradeReport,
} from '@keysmith/course';
import {
  checkCanary,
  createReports,
  createRunner,
  gradeClass,
  lostBy,
  mergeParts,
  prepareJail,
  readRoster,
  readShard,
  type BatchEnd,
  type BatchStart,
  type Isolation,
  type Reports,
  type Roster,
} from '@keysmith/grader';
import { startTable, type TableKind } from '@keysmith/table';
import { CliError } from '../error.ts';
import type { ExitCode } from '../exit-code.ts';
import { findExercise } from '../find-exercise.ts';
import { missingLines, summaryOf } from '../render/batch.ts';
import { plural } from '../render/marks.ts';
import { wholeCourse, type Session } from '../session.ts';
import { showProgress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface ReportOptions {
  /** The folder for the reports; the current one unless told. */
  readonly out?: string;
  /** The file that says whose submission is whose. */
  readonly roster?: string;
  /** Address of the course's site, for links to chapters; where `npm start` serves it unless told. */
  readonly site?: string;
}

export interface GradeOptions extends ReportOptions {
  /** Names of the exercises to grade; all of the course unless told. */
  readonly exercise?: readonly string[];
  readonly jobs: number;
  /** The instructor's seed; without it no hidden checks run. */
  readonly seed?: number;
  readonly table: TableKind;
  readonly isolation: Isolation;
  /** "3/8" or "env/8". */
  readonly shard?: string;
  /** Begins anew instead of going on with the journal in `out`. */
  readonly fresh?: boolean;
}

/** `keysmith grade <submissions>`: runs the checks on every submission of a class and writes its reports. */
export async function grade(
  from: string,
  options: GradeOptions,
  { terminal, root }: Session,
): Promise<ExitCode> {
  const shard = options.shard === undefined ? undefined : readShard(options.shard, process.env);
  const roster = await rosterOf(options);
  const course = await wholeCourse(root);
  const exercises = chosen(course, options.exercise);
  const { isolation, seed } = options;
  const lost = lostBy(isolation);
  if (lost !== undefined) terminal.note(lost);
  await using jail = await prepareJail(isolation);
  await using server = closing(await startTable(options.table));
  const out = resolve(options.out ?? '.');
  const seeds = { visible: PRACTICE_SEED, ...(seed !== undefined && { hidden: seed }) };
  const end = await gradeClass({
    course,
    exercises,
    from: resolve(from),
    out,
    seeds,
    table: options.table,
    isolation: { kind: isolation, lost: lost === undefined ? [] : [lost] },
    jobs: options.jobs,
    openRunner: () => createRunner({ table: server.address, jail: jail.plan }),
    canary: (runners) => canary(runners, exercises),
    reports: reportsOf(course, exercises, options),
    roster,
    shard,
    isFresh: options.fresh ?? false,
    onStart: (start) => tellStart(start, terminal),
    onProgress: showProgress('gradings', terminal),
  }).finally(() => terminal.status(''));
  tellEnd(end, { out, terminal });
  return 0;
}

export interface MergeOptions extends ReportOptions {
  readonly out: string;
}

/** `keysmith grade merge <parts...>`: puts the parts of a class together. */
export async function merge(
  parts: readonly string[],
  options: MergeOptions,
  { terminal, root }: Session,
): Promise<ExitCode> {
  const course = await wholeCourse(root);
  const out = resolve(options.out);
  const end = await mergeParts({
    course,
    parts: parts.map((part) => resolve(part)),
    out,
    reportsFor: (exercises) => reportsOf(course, exercises, options),
    roster: await rosterOf(options),
  });
  tellEnd(end, { out, terminal });
  return 0;
}

async function canary(
  runners: readonly ReturnType<typeof createRunner>[],
  exercises: readonly Exercise[],
): Promise<void> {
  const [exercise] = exercises;
  if (exercise) await checkCanary({ runners, exercise, seed: PRACTICE_SEED });
}

function chosen(course: Course, names: readonly string[] | undefined): readonly Exercise[] {
  if (names === undefined) return course.exercises;
  const asked = new Set(names.map((name) => findExercise(course, name).slug));
  return course.exercises.filter(({ slug }) => asked.has(slug));
}

async function rosterOf({ roster }: ReportOptions): Promise<Roster | undefined> {
  if (roster === undefined) return undefined;
  const text = await readFile(resolve(roster), 'utf8').catch(() => {
    throw new CliError(
      'cli.no-roster',
      `The roster ${roster} cannot be read.`,
      'Name a CSV file whose first line is: folder,id,name,email',
    );
  });
  return readRoster(text);
}

function reportsOf(course: Course, exercises: readonly Exercise[], { site }: ReportOptions): Reports {
  return createReports({
    exercises: exercises.map(gradedExercise),
    chapters: course.chapters,
    ...(site !== undefined && { site: site.endsWith('/') ? site : `${site}/` }),
  });
}

function closing<T extends { close(): Promise<void> }>(server: T): T & AsyncDisposable {
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.close() });
}

const LAYOUTS: Readonly<Record<BatchStart['layout'], string>> = {
  folders: 'a folder or archive for each learner',
  canvas: 'the bulk download of Canvas',
  moodle: 'the bulk download of Moodle',
};

function tellStart({ layout, passedOver, total, done }: BatchStart, terminal: Terminal): void {
  if (layout !== 'folders') terminal.note(`Read as ${LAYOUTS[layout]}.`);
  if (passedOver.length > 0) terminal.note(`Passed over, for it is no submission: ${passedOver.join(', ')}`);
  if (done === 0) return;
  terminal.note(
    `Going on with an earlier run: ${done} of ${plural(total, 'grading')} are done. --fresh starts anew.`,
  );
}

function tellEnd(
  { report, unmatched }: BatchEnd,
  { out, terminal }: { readonly out: string; readonly terminal: Terminal },
): void {
  for (const line of missingLines(report)) terminal.note(line);
  if (unmatched.length > 0)
    terminal.note(`Not on the roster: ${unmatched.join(', ')}. Add a line whose folder is that name.`);
  if (report.absent.length > 0)
    terminal.note(`On the roster, without a submission: ${namesOf(report.absent)}.`);
  terminal.print(summaryOf(report));
  terminal.print(`Written: ${relative(process.cwd(), out) || '.'}/ (grade.json, grades.csv, index.html)`);
}

function namesOf(students: GradeReport['absent']): string {
  return students.map(({ id, name }) => `${name} (${id})`).join(', ');
}
