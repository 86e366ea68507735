import { z } from 'zod';

/** DynamoDB's JSON: an item, a request, a reply. */
const wireSchema = z.record(z.string(), z.unknown());

const itemChangeSchema = z.strictObject({
  table: z.string(),
  key: wireSchema,
  before: wireSchema.nullable(),
  after: wireSchema.nullable(),
});

const stepBase = {
  /** From 1, without gaps. */
  number: z.int().positive(),
  /** Virtual milliseconds since the run began. */
  atMs: z.number().nonnegative(),
  /** The `id` of a client; absent for what nobody asked for. */
  client: z.string().optional(),
};

/** One step of a recorded run. */
export const replayStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...stepBase, kind: z.literal('call'), name: z.string(), input: z.string() }),
  z.strictObject({
    ...stepBase,
    kind: z.literal('return'),
    name: z.string(),
    result: z.string(),
    threw: z.boolean(),
  }),
  z.strictObject({
    ...stepBase,
    kind: z.literal('request'),
    operation: z.string(),
    table: z.string(),
    index: z.string().optional(),
    detail: z.string(),
    input: wireSchema,
    status: z.int(),
    reply: wireSchema,
    outcome: z.string(),
    error: z.string().optional(),
    readUnits: z.number(),
    writeUnits: z.number(),
    changes: z.array(itemChangeSchema).readonly(),
    fault: z.string().optional(),
  }),
  z.strictObject({ ...stepBase, kind: z.literal('sleep'), milliseconds: z.number().nonnegative() }),
  z.strictObject({
    ...stepBase,
    kind: z.literal('event'),
    text: z.string(),
    changes: z.array(itemChangeSchema).readonly().optional(),
  }),
]);

/**
 * A run as one JSON file: requests, replies, units, items before and after, in the order in which it all happened.
 * The instruments write it; the step-through player shows it.
 */
export const replaySchema = z.strictObject({
  format: z.literal('keysmith-replay'),
  version: z.literal(1),
  instrument: z.string(),
  title: z.string(),
  broke: z.string().optional(),
  seed: z.int(),
  token: z.string(),
  clients: z.array(z.strictObject({ id: z.string(), label: z.string() })).readonly(),
  tables: z
    .array(
      z.strictObject({
        name: z.string(),
        keys: z.array(z.string()).readonly(),
        indexes: z
          .array(
            z.strictObject({
              name: z.string(),
              partitionKeys: z.array(z.string()).readonly(),
              sortKeys: z.array(z.string()).readonly(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  start: z.array(z.strictObject({ table: z.string(), item: wireSchema })).readonly(),
  steps: z.array(replayStepSchema).readonly(),
});

export type Replay = z.infer<typeof replaySchema>;
export type ReplayStep = z.infer<typeof replayStepSchema>;
