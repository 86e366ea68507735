import { z } from 'zod';
import { slugSchema } from './ids.ts';
import { replaySchema } from './replay.ts';

/** One request that the learner's code made, as the table saw it. */
export const requestSummarySchema = z.strictObject({
  operation: z.string(),
  /** Logical table name of the exercise, such as "main"; empty for requests that name several. */
  table: z.string(),
  index: z.string().optional(),
  /** The request in one line, in DynamoDB's terms: `pk = "W#1" AND begins_with(sk, "M#")`. */
  detail: z.string(),
  /** Items that DynamoDB read (ScannedCount) and gave back (Count); absent for writes. */
  scanned: z.int().optional(),
  returned: z.int().optional(),
  /** Consumed units, indexes included. */
  readUnits: z.number(),
  writeUnits: z.number(),
  /** Name of DynamoDB's exception, if it refused the request. */
  error: z.string().optional(),
});

/** Why a check failed, for the learner to read: the very requests, not only "expected 3 to be 4". */
export const failureSchema = z.strictObject({
  /** What was expected, as a sentence. */
  expected: z.string(),
  /** What happened instead, as a sentence. */
  happened: z.string(),
  /** Line-by-line difference or further evidence, preformatted; may be empty. */
  evidence: z.string(),
  requests: z.array(requestSummarySchema),
  /** Where in the learner's files an error was thrown: "access.ts:14:9". */
  place: z.string().optional(),
  /** Which instrument found it: "races", "crashes", … */
  instrument: z.string().optional(),
  /** What the instrument did, as a sentence. */
  tried: z.string().optional(),
  /** What happened step by step, preformatted: a column for each client. */
  timeline: z.string().optional(),
  /** Why DynamoDB may do that. */
  why: z.string().optional(),
  /** Slug of the chapter that explains it; it may not be written yet. */
  chapter: slugSchema.optional(),
  /** A picture, and what it says in words. */
  figure: z.strictObject({ svg: z.string(), text: z.string() }).optional(),
  /** Repeats this very run: `npx keysmith test <exercise> --replay <token>`. */
  token: z.string().optional(),
  replay: replaySchema.optional(),
});

const unitsSchema = z.number().nonnegative();

/** What one access pattern cost, and what it may cost. */
export const billLineSchema = z.strictObject({
  pattern: z.string(),
  requests: z.int(),
  readUnits: unitsSchema,
  writeUnits: unitsSchema,
  /** Of the items that came back. */
  bytes: z.int(),
  budget: z
    .strictObject({
      requests: z.number().optional(),
      readUnits: unitsSchema.optional(),
      writeUnits: unitsSchema.optional(),
      bytes: z.number().optional(),
    })
    .optional(),
});

/** `error`: the check itself could not run; `skipped`: a check that it needs has failed, so it was not run. */
export const checkStatusSchema = z.enum(['pass', 'fail', 'error', 'skipped']);

/** Verdict of one check. */
export const checkResultSchema = z.strictObject({
  id: slugSchema,
  task: slugSchema,
  title: z.string(),
  status: checkStatusSchema,
  points: z.int(),
  maxPoints: z.int(),
  failure: failureSchema.optional(),
  /** Why an `error` or `skipped` came about. */
  reason: z.string().optional(),
  /** What the instruments did, a line each: "races: 84 runs, every one that differs". */
  measured: z.array(z.string()).optional(),
  bill: z.array(billLineSchema).optional(),
  /** What the check did on its first tables, request by request; a page asks for it. */
  recording: replaySchema.optional(),
});

export type RequestSummary = z.infer<typeof requestSummarySchema>;
export type BillLine = z.infer<typeof billLineSchema>;
export type Failure = z.infer<typeof failureSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
