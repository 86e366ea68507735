import { exerciseGradeSchema, gradeReportSchema } from '@keysmith/course';
import { z } from 'zod';

/** The first line of a journal: all that decides the marks of a batch, but the files themselves. */
export const headerSchema = z.strictObject({
  schema: z.literal('keysmith/journal/v1'),
  ...gradeReportSchema.pick({ course: true, seeds: true, table: true, isolation: true, shard: true }).shape,
  /** Slugs in the course's order. */
  exercises: z.array(z.string()).min(1),
  class: z.strictObject({
    /** How many submissions the whole class has, and a digest of their names. */
    learners: z.int().nonnegative(),
    names: z.string(),
    /** Digest of what the learners of this part handed in. */
    submissions: z.string(),
  }),
  startedAt: z.iso.datetime(),
});

/** Every other line: one exercise of one submission. */
export const recordSchema = z.strictObject({
  learner: z.string().min(1),
  grade: exerciseGradeSchema,
  startedAt: z.iso.datetime(),
  milliseconds: z.int().nonnegative(),
});

export type JournalHeader = z.infer<typeof headerSchema>;
export type JournalRecord = z.infer<typeof recordSchema>;
