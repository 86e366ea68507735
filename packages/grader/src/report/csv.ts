import type { ExerciseGrade, GradeReport } from '@keysmith/course';
import { stringify } from 'csv-stringify/sync';

/**
 * One row for each learner: the sums, and for each exercise its score, its status and, where it could not be graded, why.
 * The sum is left empty where an exercise could not be graded: a grade book would take a number for a mark.
 * RFC 4180 in UTF-8; cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function gradeCsv({ exercises, submissions }: GradeReport): string {
  const header = [
    'learner',
    'score',
    'max score',
    ...exercises.flatMap(({ exercise }) => [exercise, `${exercise} status`, `${exercise} reason`]),
  ];
  const rows = submissions.map((submission) => [
    submission.learner,
    submission.exercises.some(({ status }) => status === 'ungradable') ? '' : submission.score,
    submission.maxScore,
    ...submission.exercises.flatMap(cellsOf),
  ]);
  return stringify([header, ...rows], { record_delimiter: 'windows', escape_formulas: true });
}

function cellsOf(grade: ExerciseGrade): (string | number)[] {
  switch (grade.status) {
    case 'graded':
      return [grade.score, 'graded', ''];
    case 'ungradable':
      return ['', 'could not be graded', grade.reason];
    case 'missing':
      return [0, 'missing', ''];
  }
}
