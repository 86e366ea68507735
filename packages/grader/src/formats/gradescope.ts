import type { ExerciseGrade, GradedCheck, SubmissionGrade } from '@keysmith/course';
import { learnerText } from './check-text.ts';
import type { SubmissionFormat } from './format.ts';

/**
 * results.json of Gradescope's autograder (its documented members). Learners read it, so it tells nothing of the hidden
 * seed. Gradescope knows no "no mark": the score then counts what was graded, and the first lines say what is open.
 */
export const gradescope: SubmissionFormat<object> = {
  name: 'gradescope',
  extension: 'json',
  convert(grade) {
    const { score, openPoints, exercises, times } = grade;
    const results = {
      score,
      execution_time: times.milliseconds / 1000,
      output: outputOf(grade),
      output_format: 'text',
      test_output_format: 'text',
      test_name_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      extra_data: { schema: grade.schema, course: grade.course, open_points: openPoints },
      tests: exercises.flatMap(testsOf),
    };
    const remarks =
      openPoints > 0
        ? [`${grade.learner}: ${openPoints} points are open, which Gradescope shows as not reached.`]
        : [];
    return { content: `${JSON.stringify(results, undefined, 2)}\n`, remarks };
  },
};

function outputOf({ course, table, isolation, openPoints, exercises }: SubmissionGrade): string {
  const verdicts = exercises.flatMap((one) =>
    one.status === 'graded' ? [`${one.exercise}: ${one.verdict}.`] : [],
  );
  return [
    ...(openPoints > 0
      ? [`${openPoints} points could not be graded. They are no zero: your instructor decides.`]
      : []),
    ...verdicts,
    `Course ${course}, table ${table}, isolation ${isolation.kind}.`,
    ...isolation.lost,
  ].join('\n');
}

function testsOf(grade: ExerciseGrade, at: number): object[] {
  const { exercise, maxScore } = grade;
  const number = String(at + 1);
  const whole = { name: exercise, number, visibility: 'visible' };
  switch (grade.status) {
    case 'graded':
      return grade.checks.map((check, index) => testOf(check, exercise, `${number}.${index + 1}`));
    case 'missing':
      return [
        { ...whole, score: 0, max_score: maxScore, status: 'failed', output: missingText(grade.found) },
      ];
    case 'ungradable':
      return [{ ...whole, output: `Could not be graded. ${grade.reason}` }];
    case 'unstable':
      return [{ ...whole, output: 'Two runs of the same checks disagreed, so there is no mark yet.' }];
  }
}

function missingText(found: readonly string[]): string {
  const instead = found.length === 0 ? '' : ` These look like it: ${found.join(', ')}.`;
  return `The files of this exercise were not found.${instead}`;
}

/** A check that was not run has no status: it did not fail. */
function testOf(check: GradedCheck, exercise: string, number: string): object {
  const { title, status, points, maxPoints, task } = check;
  return {
    name: `${exercise}: ${title}`,
    number,
    score: points,
    max_score: maxPoints,
    ...(status !== 'skipped' && { status: status === 'pass' ? 'passed' : 'failed' }),
    ...(status !== 'pass' && { output: learnerText(check) }),
    tags: [exercise, task],
    visibility: 'visible',
  };
}
