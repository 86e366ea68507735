import type { ExerciseGrade } from '@keysmith/course';
import { z } from 'zod';
import { learnerText } from './check-text.ts';
import { FormatError, type SubmissionFormat } from './format.ts';

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/);

/** What only the runner of Classroom 50 knows: whose submission this is. It is never read from the submission. */
export const classroom50Identity = z.strictObject({
  classroom: z.string().min(1),
  assignment: z.string().min(1),
  assignment_type: z.enum(['individual', 'group']),
  owner: z.string().min(1),
  submission: z.string().regex(/^submit\//),
  commit: z.string().min(1),
  release: z.string().min(1),
  review: z.string().min(1),
  datetime: instant,
  submitted_by: z.strictObject({ username: z.string().min(1), id: z.int().nullable().optional() }).optional(),
});

export interface Classroom50Options {
  readonly identity: z.infer<typeof classroom50Identity>;
}

/**
 * result.json of Classroom 50, `classroom50/result/v1`. The format has no way to say "no mark", and takes a failing
 * autograder for that: so grades with open points are refused.
 */
export const classroom50: SubmissionFormat<Classroom50Options> = {
  name: 'classroom50',
  extension: 'json',
  convert({ score, maxScore, openPoints, exercises, times }, { identity }) {
    if (openPoints > 0) {
      throw new FormatError(
        'format.open-points',
        `${openPoints} points could not be graded, and Classroom 50 would take any score for a mark. Let the autograder end with an error, so that nothing is recorded, and grade again.`,
      );
    }
    const result = {
      schema: 'classroom50/result/v1',
      ...identity,
      graded_at: `${times.startedAt.slice(0, 19)}Z`,
      score,
      'max-score': maxScore,
      tests: exercises.flatMap(testsOf),
    };
    return { content: `${JSON.stringify(result, undefined, 2)}\n`, remarks: [] };
  },
};

function testsOf(grade: ExerciseGrade): object[] {
  if (grade.status !== 'graded') {
    const output = 'The files of this exercise were not found.';
    return [{ 'test-name': grade.exercise, passed: false, score: 0, 'max-score': grade.maxScore, output }];
  }
  return grade.checks.map((check) => ({
    'test-name': `${grade.exercise}: ${check.title}`,
    passed: check.status === 'pass',
    score: check.points,
    'max-score': check.maxPoints,
    ...(check.status !== 'pass' && { output: learnerText(check) }),
  }));
}

/** Reads an identity. @throws {FormatError} 'format.identity' */
export function readIdentity(value: unknown): Classroom50Options['identity'] {
  const { success, data, error } = classroom50Identity.safeParse(value);
  if (success) return data;
  throw new FormatError(
    'format.identity',
    `The identity of the submission is not whole. ${z.prettifyError(error)}\nGive a JSON file with the members that Classroom 50's runner knows.`,
  );
}
