import { z } from 'zod';
import { pageIdSchema, slugSchema } from './ids.ts';

/** .keysmith/progress.json, and what the page exports: what the learner has passed and read, by slug, so that renumbering the course loses nothing. */
export const progressSchema = z.strictObject({
  version: z.literal(1),
  exercises: z.record(
    slugSchema,
    z.strictObject({
      /** Tasks whose checks have all passed in the last run. */
      tasksPassed: z.array(slugSchema),
      /** When every check first passed; absent until then. It stays, whatever later runs say. */
      passedAt: z.iso.datetime().optional(),
    }),
  ),
  /** Chapters and pages of them that the learner has marked as read, in the page; the command keeps them as they are. */
  chapters: z.record(pageIdSchema, z.strictObject({ readAt: z.iso.datetime() })).optional(),
});

export type Progress = z.infer<typeof progressSchema>;
