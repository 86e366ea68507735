import { z } from 'zod';
import { dateSchema, slugSchema } from './ids.ts';

/** One figure that pages may print: a limit, a price, a date. */
export const factSchema = z.strictObject({
  /** As printed: "400 KB", "100 items". */
  value: z.string().min(1),
  /** The statement that the value belongs to, as a sentence. */
  statement: z.string().min(10),
  source: z.strictObject({ title: z.string().min(3), url: z.url({ protocol: /^https$/ }) }),
  /** The day on which somebody last compared the value with its source. */
  checked: dateSchema,
  /** Days after which the fact counts as stale and a page that cites it fails the build. */
  goodForDays: z.int().min(1).max(1095).default(365),
});

/** chapters/facts.yaml: facts by key. */
export const factsSchema = z.record(slugSchema, factSchema);

export type Fact = z.infer<typeof factSchema>;
export type Facts = z.infer<typeof factsSchema>;
