import type { ExerciseSummary, GradeReport, SubmissionSummary } from '@keysmith/course';
import { FormatError, markOf } from './format.ts';

/** What a grade book's one column shows: an exercise, or the sum of all. */
export interface MarkColumn {
  readonly title: string;
  readonly maxScore: number;
  /** Undefined where there is no mark: something could not be graded or was unstable. */
  markOf(submission: SubmissionSummary): number | undefined;
  /** In words, an exercise a line. */
  feedbackOf(submission: SubmissionSummary): string;
}

/** @throws {FormatError} 'format.no-exercise' */
export function markColumn({ exercises }: GradeReport, slug: string | undefined): MarkColumn {
  const chosen = slug === undefined ? exercises : exercises.filter(({ exercise }) => exercise === slug);
  if (chosen.length === 0) {
    const known = exercises.map(({ exercise }) => exercise).join(', ');
    throw new FormatError(
      'format.no-exercise',
      `The grades have no exercise "${slug ?? ''}". Name one of: ${known}.`,
    );
  }
  const own = (submission: SubmissionSummary): ExerciseSummary[] =>
    submission.exercises.filter(({ exercise }) => chosen.some((one) => one.exercise === exercise));
  return {
    title: slug === undefined ? 'Keysmith' : (chosen[0]?.title ?? ''),
    maxScore: chosen.reduce((sum, { maxScore }) => sum + maxScore, 0),
    markOf: (submission) => sumOf(own(submission).map(markOf)),
    feedbackOf: (submission) => own(submission).map(feedback).join('\n'),
  };
}

function sumOf(marks: readonly (number | undefined)[]): number | undefined {
  return marks.reduce((sum, mark) => (sum === undefined || mark === undefined ? undefined : sum + mark), 0);
}

/** "composite-key: 12 of 20; all visible checks passed, 5 of 7 hidden checks passed". */
export function feedback(exercise: ExerciseSummary): string {
  const { exercise: slug, maxScore } = exercise;
  switch (exercise.status) {
    case 'graded':
      return `${slug}: ${exercise.score} of ${maxScore}; ${exercise.verdict}`;
    case 'missing':
      return `${slug}: 0 of ${maxScore}; nothing was handed in`;
    case 'ungradable':
      return `${slug}: could not be graded; ${exercise.reason}`;
    case 'unstable':
      return `${slug}: two runs disagreed, so there is no mark`;
  }
}
