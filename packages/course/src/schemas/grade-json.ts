import { z } from 'zod';
import { gradeReportSchema, submissionGradeSchema } from './grade.ts';

/** The two files of grades as JSON Schema (draft 2020-12), for programs that are not ours; docs/grading/ holds them. */
export const gradeJsonSchemas = {
  'submission-v1': () =>
    jsonSchema(submissionGradeSchema, 'Keysmith: grade.json of one submission, version 1'),
  'grade-v2': () => jsonSchema(gradeReportSchema, 'Keysmith: grade.json of a batch, version 2'),
} as const;

function jsonSchema(schema: z.ZodType, title: string): object {
  return { title, ...z.toJSONSchema(schema, { target: 'draft-2020-12' }) };
}
