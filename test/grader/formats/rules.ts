// The rules of the formats, as the platforms document them.
import { z } from 'zod';

const visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible']);
const textFormat = z.enum(['text', 'html', 'simple_format', 'md', 'ansi']);

/** Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
export const gradescopeResults = z
  .strictObject({
    score: z.number().optional(),
    execution_time: z.number().optional(),
    output: z.string().optional(),
    output_format: textFormat.optional(),
    test_output_format: textFormat.optional(),
    test_name_format: textFormat.optional(),
    visibility: visibility.optional(),
    stdout_visibility: visibility.optional(),
    extra_data: z.looseObject({}).optional(),
    tests: z
      .array(
        z.strictObject({
          score: z.number().optional(),
          max_score: z.number().optional(),
          status: z.enum(['passed', 'failed']).optional(),
          name: z.string().optional(),
          name_format: textFormat.optional(),
          number: z.string().optional(),
          output: z.string().optional(),
          output_format: textFormat.optional(),
          tags: z.array(z.string()).optional(),
          visibility: visibility.optional(),
          extra_data: z.looseObject({}).optional(),
        }),
      )
      .optional(),
    leaderboard: z
      .array(z.looseObject({ name: z.string(), value: z.union([z.string(), z.number()]) }))
      .optional(),
  })
  .refine(
    ({ score, tests = [] }) =>
      score !== undefined || (tests.length > 0 && tests.every((test) => test.score !== undefined)),
    'a score on top, or one for each test',
  );

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/);
const points = z.int().min(0);

/** Classroom 50: schemas/result-v1.schema.json, with the rules between members that its validators add. */
export const classroom50Result = z
  .strictObject({
    schema: z.literal('classroom50/result/v1'),
    classroom: z.string().min(1),
    assignment: z.string().min(1),
    assignment_type: z.enum(['individual', 'group']),
    owner: z.string().min(1),
    submission: z.string().regex(/^submit\//),
    commit: z.string().min(1),
    release: z.string().min(1),
    review: z.string().min(1),
    datetime: instant,
    graded_at: instant.optional(),
    score: points,
    'max-score': points,
    tests: z.array(
      z
        .looseObject({
          'test-name': z.string().min(1),
          passed: z.boolean(),
          score: points,
          'max-score': points,
        })
        .refine((test) => test.score <= test['max-score']),
    ),
    submitted_by: z
      .strictObject({ username: z.string().min(1), id: z.int().nullable().optional() })
      .optional(),
  })
  .refine((result) => result.score <= result['max-score']);

const count = z.string().regex(/^\d+$/);
const outcome = z
  .array(z.strictObject({ '@message': z.string(), '@type': z.string(), '#text': z.string().optional() }))
  .length(1);
const properties = z.array(
  z.strictObject({ property: z.array(z.strictObject({ '@name': z.string(), '@value': z.string() })) }),
);

/** JUnit's XML as Vitest writes it, parsed with every element as a list. */
export const junitDocument = z.strictObject({
  '?xml': z.tuple([z.strictObject({ '@version': z.literal('1.0'), '@encoding': z.literal('UTF-8') })]),
  testsuites: z.tuple([
    z.strictObject({
      '@name': z.string(),
      '@tests': count,
      '@failures': count,
      '@errors': count,
      '@skipped': count,
      '@time': z.string().regex(/^\d+(\.\d+)?$/),
      testsuite: z.array(
        z.strictObject({
          '@name': z.string(),
          '@timestamp': z.iso.datetime(),
          '@tests': count,
          '@failures': count,
          '@errors': count,
          '@skipped': count,
          properties,
          testcase: z.array(
            z.strictObject({
              '@classname': z.string(),
              '@name': z.string(),
              '@time': z.string().regex(/^\d+(\.\d+)?$/),
              properties: properties.optional(),
              failure: outcome.optional(),
              error: outcome.optional(),
              skipped: z
                .array(z.strictObject({ '@message': z.string() }))
                .length(1)
                .optional(),
            }),
          ),
        }),
      ),
    }),
  ]),
});
