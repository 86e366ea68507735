import { z } from 'zod';
import { dateSchema, pageIdSchema, slugSchema } from './ids.ts';

/** A page that a chapter relies on, and the day on which we last read it. */
export const sourceSchema = z.strictObject({
  title: z.string().min(3),
  url: z.url({ protocol: /^https$/ }),
  read: dateSchema,
});

/** The front matter of a chapter's index.mdx, and of one of its pages: chapters/<NN-slug>/[<NN-slug>/]index.mdx. */
export const chapterSchema = z.strictObject({
  title: z.string().min(3).max(80),
  description: z.string().min(20).max(200),
  minutes: z.int().min(3).max(90),
  /** What to read before this: chapters by their slugs, pages as "one-to-many/composite-key". */
  prerequisites: z.array(pageIdSchema).default([]),
  sources: z.array(sourceSchema).min(1),
});

/** One answer of a quiz question; `why` says what is right about it, or which misconception it is. */
export const quizOptionSchema = z.strictObject({
  text: z.string().min(1),
  right: z.boolean().default(false),
  why: z.string().min(10),
});

export const quizQuestionSchema = z
  .strictObject({
    id: slugSchema,
    question: z.string().min(10),
    options: z.array(quizOptionSchema).min(2).max(6),
  })
  .refine((question) => question.options.filter((option) => option.right).length === 1, {
    message: 'must have exactly one option with "right: true"',
    path: ['options'],
  });

/** quiz.yaml, which stands beside every index.mdx: a list of questions. */
export const quizSchema = z.array(quizQuestionSchema).min(1);

export type ChapterMatter = z.infer<typeof chapterSchema>;
export type QuizQuestion = z.infer<typeof quizQuestionSchema>;
