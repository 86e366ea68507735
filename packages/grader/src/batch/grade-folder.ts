import {
  gradedExercise,
  gradeReportSchema,
  submissionSums,
  summaryOf,
  type Course,
  type Exercise,
  type GradeReport,
  type SubmissionGrade,
} from '@keysmith/course';
import type { TableAddress } from '@keysmith/table';
import { createRunner } from '../run/runner.ts';
import { findSubmissions, type Submission } from './find-submissions.ts';
import { gradeExercise, type GradeTask } from './grade-exercise.ts';
import { GradeError } from './grade-error.ts';
import { inParallel } from './in-parallel.ts';

export interface GradeFolderOptions {
  readonly course: Course;
  /** One folder for each learner. */
  readonly folder: string;
  readonly table: TableAddress;
  readonly seed: number;
  /** How many submissions run at the same time. */
  readonly jobs: number;
  /** Called after each run of one exercise; `total` counts those that will run. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly now?: () => Date;
  /** Slugs of the exercises to grade; all of the course unless told. */
  readonly exercises?: readonly string[];
}

/** A class's marks, and those of each of its submissions. */
export interface GradedFolder {
  readonly report: GradeReport;
  readonly submissions: readonly SubmissionGrade[];
}

/**
 * Grades every submission in a folder. Files and seed alone decide the report, but for its `times`.
 *
 * The code runs with the rights of this process: there is no isolation yet, and the report says so.
 *
 * @throws {GradeError}
 */
export async function gradeFolder(options: GradeFolderOptions): Promise<GradedFolder> {
  const { course, folder, table, seed, now = () => new Date() } = options;
  const started = now();
  const exercises = chosen(course, options.exercises);
  const found = await findSubmissions(folder, exercises);
  const grades = await gradeAll(found, options);
  const run: Run = {
    course: course.version,
    seeds: { visible: seed },
    table: table.kind,
    isolation: { kind: 'none', lost: NOTHING_PROTECTED },
    times: { startedAt: started.toISOString(), milliseconds: now().getTime() - started.getTime() },
  };
  const submissions = grades.map((grade): SubmissionGrade => ({
    schema: 'keysmith/submission/v1',
    ...run,
    ...grade,
  }));
  const report = gradeReportSchema.parse({
    schema: 'keysmith/grade/v2',
    ...run,
    exercises: exercises.map(gradedExercise),
    submissions: submissions.map(summaryOf),
    absent: [],
  });
  return { report, submissions };
}

const NOTHING_PROTECTED = [
  'It ran with the rights of whoever gave the command, in the same process as the checks.',
];

type Run = Pick<SubmissionGrade, 'course' | 'seeds' | 'table' | 'isolation' | 'times'>;
type Marks = Omit<SubmissionGrade, 'schema' | keyof Run>;

function chosen(course: Course, slugs: readonly string[] | undefined): readonly Exercise[] {
  if (slugs === undefined) return course.exercises;
  const known = course.exercises.map(({ slug }) => slug);
  const unknown = slugs.filter((slug) => !known.includes(slug));
  if (unknown.length === 0) return course.exercises.filter(({ slug }) => slugs.includes(slug));
  throw new GradeError(
    'grade.unknown-exercise',
    `The course has no exercise ${unknown.join(', ')}. Name one of: ${known.join(', ')}.`,
  );
}

async function gradeAll(submissions: readonly Submission[], options: GradeFolderOptions): Promise<Marks[]> {
  const { table, seed, jobs, onProgress } = options;
  const tasks: readonly GradeTask[] = submissions.flatMap(({ exercises }) => exercises);
  const total = tasks.filter(({ found }) => found.kind === 'files').length;
  const runners = Array.from({ length: Math.min(Math.max(1, jobs), Math.max(1, total)) }, () =>
    createRunner({ table }),
  );
  let done = 0;
  try {
    const grades = await inParallel(
      tasks,
      runners.map((runner) => async (task: GradeTask) => {
        const grade = await gradeExercise(task, runner, seed);
        if (task.found.kind === 'files') onProgress?.((done += 1), total);
        return grade;
      }),
    );
    return submissions.map(({ learner, exercises }, index) => {
      const own = grades.slice(index * exercises.length, (index + 1) * exercises.length);
      return { learner, ...submissionSums(own), exercises: own };
    });
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
}
