import { z } from 'zod';
import { slugSchema } from './ids.ts';
import { checkResultSchema, checkStatusSchema } from './verdict.ts';

/** Marks are whole numbers: some grade books take nothing else. */
const pointsSchema = z.int().nonnegative();

/** What a class's roster says of the learner. */
export const studentSchema = z.strictObject({
  /** The number or name by which the institution knows the student. */
  id: z.string().min(1),
  name: z.string().min(1),
  email: z.string().min(1).optional(),
});

/** A limit of the sandbox that the submission ran into, by its name in the limits table. */
export const limitHitSchema = z.strictObject({
  name: slugSchema,
  max: z.int().nonnegative(),
  /** "MB", "ms", "processes". */
  unit: z.string(),
});

/** How much stands between the learner's code and the judge. */
export const isolationSchema = z.strictObject({
  kind: z.enum(['none', 'sandbox', 'container']),
  /** What it lacks against the full isolation, a sentence each; empty for `sandbox`. */
  lost: z.array(z.string().min(1)),
});

/** How a batch was run: with the files, all that decides its marks. */
const runSchema = {
  /** Version of the course. */
  course: z.string().min(1),
  seeds: z.strictObject({
    /** The seed that learners practise with. */
    visible: z.int(),
    /** The instructor's own, under which the same checks ran again; absent if they did not. */
    hidden: z.int().optional(),
  }),
  table: z.enum(['embedded', 'dynamodb-local', 'aws']),
  isolation: isolationSchema,
};

/** Everything that is not the same on every run over the same files and seeds. */
const timesSchema = z.strictObject({
  startedAt: z.iso.datetime(),
  /** Wall time. */
  milliseconds: z.int().nonnegative(),
});

/**
 * One check of one exercise. `status`, points and failure are the sum of both seeds: it passes if it passes under each.
 * `failure` is the visible run's if that failed.
 */
export const gradedCheckSchema = checkResultSchema.extend({
  visible: checkStatusSchema,
  hidden: checkStatusSchema.optional(),
});

/** The points of one task: the sum over its checks. */
export const taskGradeSchema = z.strictObject({
  task: slugSchema,
  title: z.string(),
  points: pointsSchema,
  maxPoints: pointsSchema,
});

/** A check whose two runs with one seed ended differently. */
export const unstableCheckSchema = z.strictObject({
  check: slugSchema,
  title: z.string(),
  verdicts: z.tuple([checkStatusSchema, checkStatusSchema]),
  /** What the run that did not pass says. */
  message: z.string(),
});

const ungradableSchema = z.strictObject({
  exercise: slugSchema,
  status: z.literal('ungradable'),
  maxScore: pointsSchema,
  /** For machines: "load", "hung", "archive.link", … */
  code: z.string().min(1),
  /** For people, with the remedy. */
  reason: z.string().min(1),
  limits: z.array(limitHitSchema),
});

const missingSchema = z.strictObject({
  exercise: slugSchema,
  status: z.literal('missing'),
  maxScore: pointsSchema,
  /** Paths in the submission that look as if they were meant for this exercise. */
  found: z.array(z.string()),
});

/** One exercise of one submission. `ungradable` and `unstable` are no zero: they carry no mark, and an instructor decides. */
export const exerciseGradeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('graded'),
    score: pointsSchema,
    maxScore: pointsSchema,
    /** What passed, in words that keep visible checks and hidden ones apart. */
    verdict: z.string().min(1),
    tasks: z.array(taskGradeSchema).min(1),
    checks: z.array(gradedCheckSchema).min(1),
    limits: z.array(limitHitSchema),
    /** What else an instructor should know: "state survived between two runs and changed a verdict". */
    remarks: z.array(z.string().min(1)),
  }),
  ungradableSchema,
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('unstable'),
    maxScore: pointsSchema,
    unstable: z.array(unstableCheckSchema).min(1),
    /** The results of the first run. */
    checks: z.array(gradedCheckSchema).min(1),
    limits: z.array(limitHitSchema),
  }),
  missingSchema,
]);

const whoSchema = {
  /** The name of the folder or archive, as it stands on the disk. */
  learner: z.string().min(1),
  student: studentSchema.optional(),
  /** Points of what could be graded. It is the mark only where `openPoints` is 0. */
  score: pointsSchema,
  maxScore: pointsSchema,
  /** Points of the exercises that are ungradable or unstable, for the instructor to decide. */
  openPoints: pointsSchema,
};

/** grade.json of one submission. Everything outside `times` is the same on every run over the same files and seeds. */
export const submissionGradeSchema = z.strictObject({
  schema: z.literal('keysmith/submission/v1'),
  ...runSchema,
  ...whoSchema,
  exercises: z.array(exerciseGradeSchema),
  times: timesSchema,
});

/** An exercise in the row of a batch: no failures, which are the long part. */
export const exerciseSummarySchema = z.discriminatedUnion('status', [
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('graded'),
    score: pointsSchema,
    maxScore: pointsSchema,
    verdict: z.string().min(1),
    /** Status of each check by its id. */
    checks: z.record(slugSchema, checkStatusSchema),
  }),
  ungradableSchema,
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('unstable'),
    maxScore: pointsSchema,
    /** Ids of the checks whose verdict changed. */
    unstable: z.array(slugSchema).min(1),
  }),
  missingSchema,
]);

export const submissionSummarySchema = z.strictObject({
  ...whoSchema,
  exercises: z.array(exerciseSummarySchema),
});

/** An exercise as the batch asked it. */
export const gradedExerciseSchema = z.strictObject({
  exercise: slugSchema,
  title: z.string(),
  maxScore: pointsSchema,
  tasks: z.array(z.strictObject({ id: slugSchema, title: z.string() })).min(1),
  checks: z
    .array(z.strictObject({ id: slugSchema, task: slugSchema, title: z.string(), maxPoints: pointsSchema }))
    .min(1),
});

/** grade.json of a batch, version 2: a row for each submission, whose own file has the rest. */
export const gradeReportSchema = z.strictObject({
  schema: z.literal('keysmith/grade/v2'),
  ...runSchema,
  /** Which part of the class this is, from 1; absent for the whole. */
  shard: z.strictObject({ index: z.int().positive(), count: z.int().positive() }).optional(),
  exercises: z.array(gradedExerciseSchema),
  submissions: z.array(submissionSummarySchema),
  /** Students on the roster who handed nothing in. */
  absent: z.array(studentSchema),
  times: timesSchema,
});

export type Student = z.infer<typeof studentSchema>;
export type LimitHit = z.infer<typeof limitHitSchema>;
export type Isolation = z.infer<typeof isolationSchema>;
export type GradedCheck = z.infer<typeof gradedCheckSchema>;
export type TaskGrade = z.infer<typeof taskGradeSchema>;
export type ExerciseGrade = z.infer<typeof exerciseGradeSchema>;
export type SubmissionGrade = z.infer<typeof submissionGradeSchema>;
export type ExerciseSummary = z.infer<typeof exerciseSummarySchema>;
export type SubmissionSummary = z.infer<typeof submissionSummarySchema>;
export type GradedExercise = z.infer<typeof gradedExerciseSchema>;
export type GradeReport = z.infer<typeof gradeReportSchema>;
