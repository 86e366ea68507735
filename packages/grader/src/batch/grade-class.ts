import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Course, Exercise, GradeReport } from '@keysmith/course';
import type { Roster } from '../formats/roster.ts';
import { openClass, type ClassIntake } from '../intake/class.ts';
import type { Submission } from '../intake/submission.ts';
import type { Reports } from '../report/reports.ts';
import type { Runner } from '../run/runner.ts';
import { gradeExercise, type GradeTask } from './grade-exercise.ts';
import { GradeError } from './grade-error.ts';
import { inParallel } from './in-parallel.ts';
import { Journal } from './journal.ts';
import type { JournalHeader } from './journal-schema.ts';
import { lockFolder } from './lock.ts';
import { reportJournals } from './report-journals.ts';
import { assertSameBatch } from './same-batch.ts';
import { isInShard, type Shard } from './shard.ts';

export interface GradeClassOptions {
  readonly course: Pick<Course, 'version'>;
  /** The exercises to grade, in the course's order. */
  readonly exercises: readonly Exercise[];
  /** The folder or archive that holds the submissions. */
  readonly from: string;
  /** The folder for the journal and every grade.json. */
  readonly out: string;
  readonly seeds: GradeReport['seeds'];
  readonly table: GradeReport['table'];
  readonly isolation: GradeReport['isolation'];
  /** How many runs go on at the same time. */
  readonly jobs: number;
  /** Called once for each of them; it is closed in the end. */
  readonly openRunner: () => Runner;
  /** Called before anything is graded; the batch does not start if it rejects. */
  readonly canary?: (runners: readonly Runner[]) => Promise<void>;
  /** What is written of the batch. */
  readonly reports: Reports;
  readonly roster?: Roster | undefined;
  readonly shard?: Shard | undefined;
  /** Throws away the journal that an earlier run left, instead of going on with it. */
  readonly isFresh?: boolean;
  /** Called when the submissions are read, before the first is graded. */
  readonly onStart?: (start: BatchStart) => void;
  /** Called after each grading; `total` counts those that this run does. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly now?: () => Date;
}

/** What a batch begins with. */
export interface BatchStart {
  readonly layout: ClassIntake['layout'];
  readonly passedOver: readonly string[];
  /** Gradings (an exercise of a submission) in all, and those that an earlier run has done. */
  readonly total: number;
  readonly done: number;
}

/** What an instructor should hear when a batch has ended; the marks are in its files. */
export interface BatchEnd {
  readonly report: GradeReport;
  /** Submissions that the roster gives no student. */
  readonly unmatched: readonly string[];
}

/**
 * Grades a class and writes its grade.json files. Submissions, seeds and course alone decide their bytes, but for `times`:
 * not how many jobs run, and not how often the batch was killed and begun again. Each grading is in the journal before
 * the next begins, so a later call with the same options goes on behind the last one.
 *
 * @throws {GradeError}
 */
export async function gradeClass(options: GradeClassOptions): Promise<BatchEnd> {
  const { exercises, out, seeds, reports, roster, shard, now = () => new Date() } = options;
  if (seeds.hidden === seeds.visible) throw seedError(seeds.visible);
  await using intake = await openClass(options.from, exercises);
  await mkdir(out, { recursive: true });
  await using _lock = await lockFolder(out);
  const learners = intake.learners.filter((learner) => shard === undefined || isInShard(learner, shard));
  const submissions: Submission[] = [];
  for (const learner of learners) submissions.push(await intake.take(learner));
  const begun = now();
  const header = headerOf(options, { intake, submissions, startedAt: begun.toISOString() });
  await using journal = await journalFor(options, header);
  await gradeRest(submissions, { ...options, intake, journal });
  // Another shard may have those who are missing here; whoever merges knows.
  const absent = shard === undefined ? (roster?.absentOf(learners) ?? []) : [];
  const report = await reportJournals({
    out,
    exercises,
    header: journal.header,
    learners,
    journalOf: () => journal,
    absent,
    reports,
    roster,
    times: {
      startedAt: journal.header.startedAt,
      milliseconds: Math.max(0, now().getTime() - begun.getTime()),
    },
  });
  const unmatched = roster ? learners.filter((learner) => !roster.studentOf(learner)) : [];
  return { report, unmatched };
}

function headerOf(
  { course, exercises, seeds, table, isolation, shard }: GradeClassOptions,
  of: { intake: ClassIntake; submissions: readonly Submission[]; startedAt: string },
): JournalHeader {
  return {
    schema: 'keysmith/journal/v1',
    course: course.version,
    seeds,
    table,
    isolation,
    ...(shard && { shard }),
    exercises: exercises.map(({ slug }) => slug),
    class: {
      learners: of.intake.learners.length,
      names: namesDigest(of.intake.learners),
      submissions: digestOf(of.submissions.map(({ learner, digest }) => [learner, digest])),
    },
    startedAt: of.startedAt,
  };
}

/** Digest of the names of a whole class, in the order of its report. */
export function namesDigest(learners: readonly string[]): string {
  return digestOf(learners);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

async function journalFor({ out, isFresh }: GradeClassOptions, header: JournalHeader): Promise<Journal> {
  if (isFresh) return Journal.begin(out, header);
  const journal = await Journal.open(out, header);
  try {
    assertSameBatch(journal.path, journal.header, header);
    return journal;
  } catch (error) {
    await journal[Symbol.asyncDispose]();
    throw error;
  }
}

type Grading = GradeClassOptions & { readonly intake: ClassIntake; readonly journal: Journal };

async function gradeRest(submissions: readonly Submission[], options: Grading): Promise<void> {
  const { exercises, journal, intake, jobs, onStart, onProgress } = options;
  const total = submissions.length * exercises.length;
  const left = total - journal.count;
  const { layout, passedOver } = intake;
  onStart?.({ layout, passedOver, total, done: journal.count });
  if (left === 0) return;
  const runners = Array.from({ length: Math.min(jobs, left) }, options.openRunner);
  let done = 0;
  try {
    await options.canary?.(runners);
    await inParallel(
      tasksOf(submissions, journal),
      runners.map((runner) => async (task: LearnersTask) => {
        await gradeOne(task, runner, options);
        onProgress?.((done += 1), left);
      }),
    );
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
}

type LearnersTask = GradeTask & { readonly learner: string };

/**
 * Of each learner the exercise with the most checks comes first, since it mostly takes longest: a batch that ends with a short one
 * leaves no processor waiting for the other.
 */
function* tasksOf(submissions: readonly Submission[], journal: Journal): Generator<LearnersTask> {
  for (const { learner, exercises } of submissions)
    for (const { exercise, found } of exercises.toSorted((one, other) => checksOf(other) - checksOf(one)))
      if (!journal.has(learner, exercise.slug)) yield { learner, exercise, found };
}

function checksOf({ exercise }: GradeTask): number {
  return exercise.checks.length;
}

async function gradeOne(task: LearnersTask, runner: Runner, options: Grading): Promise<void> {
  const { journal, seeds, now = () => new Date() } = options;
  const begun = now();
  const grade = await gradeExercise(task, { runner, seeds });
  await journal.append({
    learner: task.learner,
    grade,
    startedAt: begun.toISOString(),
    milliseconds: Math.max(0, now().getTime() - begun.getTime()),
  });
}

function seedError(seed: number): GradeError {
  return new GradeError(
    'grade.seed',
    `The seed ${seed} is the one that learners practise with, so its checks are not hidden. Give --seed another number.`,
  );
}
