import { z } from 'zod';
import { slugSchema } from './ids.ts';
import { checkResultSchema } from './verdict.ts';

/** One exercise of one submission. `ungradable` is apart from a zero: the reason says what to mend. */
export const exerciseGradeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('graded'),
    score: z.int(),
    maxScore: z.int(),
    checks: z.array(checkResultSchema).min(1),
  }),
  z.strictObject({
    exercise: slugSchema,
    status: z.literal('ungradable'),
    maxScore: z.int(),
    reason: z.string().min(1),
  }),
  z.strictObject({ exercise: slugSchema, status: z.literal('missing'), maxScore: z.int() }),
]);

export const submissionGradeSchema = z.strictObject({
  /** The folder's name, as it stands on the disk. */
  learner: z.string().min(1),
  score: z.int(),
  maxScore: z.int(),
  exercises: z.array(exerciseGradeSchema),
});

/** grade.json of a batch, version 1. Everything outside `times` is the same on every run over the same files and seed. */
export const gradeReportSchema = z.strictObject({
  schema: z.literal('keysmith/grade/v1'),
  course: z.string(),
  seed: z.int(),
  table: z.enum(['embedded', 'dynamodb-local', 'aws']),
  isolation: z.enum(['none', 'sandbox', 'container']),
  exercises: z.array(z.strictObject({ exercise: slugSchema, title: z.string(), maxScore: z.int() })),
  submissions: z.array(submissionGradeSchema),
  times: z.strictObject({
    startedAt: z.iso.datetime(),
    /** Seconds of wall time for the batch. */
    seconds: z.number(),
  }),
});

export type ExerciseGrade = z.infer<typeof exerciseGradeSchema>;
export type SubmissionGrade = z.infer<typeof submissionGradeSchema>;
export type GradeReport = z.infer<typeof gradeReportSchema>;
