import { z } from 'zod';
import { slugSchema } from './ids.ts';

/** A task of an exercise, in the order in which the brief numbers them. */
export const taskSchema = z.strictObject({
  id: slugSchema,
  /** A short imperative, shown as the task's heading: "List the newest members". */
  title: z.string().min(3).max(80),
});

/** One check: what it asks of the learner, and what it is worth. `checks.test.ts` implements it under the same id. */
export const checkSchema = z.strictObject({
  id: slugSchema,
  /** The task that this check judges. */
  task: slugSchema,
  /** A statement that is true when the check passes: "the page is read by one Query". */
  title: z.string().min(3).max(120),
  /** What was asked, in the brief's words; printed first when the check fails. */
  asks: z.string().min(10).max(400),
  /** Integer, because some grade books take nothing else. */
  points: z.int().min(1).max(20),
  /** The layer of the task's hints that leads on when this check fails; 1 is the gentlest. */
  hint: z.int().min(1).max(5).default(1),
  /** Checks that must pass before this one says anything; otherwise it is skipped, not failed. */
  needs: z.array(slugSchema).default([]),
});

/** The `keysmith` field of an exercise's package.json. */
export const manifestSchema = z.strictObject({
  title: z.string().min(3).max(80),
  /** One sentence for lists and link previews. */
  summary: z.string().min(20).max(200),
  /** Who has the problem: "a workspace and its members". */
  domain: z.string().min(3).max(80),
  /** How long a learner who has read the chapter needs. */
  minutes: z.int().min(5).max(180),
  /** Slugs of exercises to do before this one. */
  prerequisites: z.array(slugSchema).default([]),
  /** The learner's files, beside the manifest. The first one is opened first. */
  files: z.array(z.string().regex(/^[a-z][a-z0-9-]*\.ts$/)).min(1),
  tasks: z.array(taskSchema).min(1),
  checks: z.array(checkSchema).min(1),
});

/** `wrong.json` in solutions/<path>/wrong/<slug>/: a plausible wrong answer and exactly the checks that it fails. */
export const wrongAnswerSchema = z.strictObject({
  title: z.string().min(3).max(100),
  /** What someone who writes this believes. */
  misconception: z.string().min(20).max(500),
  /** Ids of the checks that fail. Checks that only need one of these are skipped and not listed. */
  fails: z.array(slugSchema).min(1),
});

/** `alternative.json` in solutions/<path>/alternatives/<slug>/: another design that passes every check. */
export const alternativeSchema = z.strictObject({
  title: z.string().min(3).max(100),
  why: z.string().min(20).max(500),
});

export type Task = z.infer<typeof taskSchema>;
export type CheckDefinition = z.infer<typeof checkSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type WrongAnswerManifest = z.infer<typeof wrongAnswerSchema>;
export type AlternativeManifest = z.infer<typeof alternativeSchema>;
