import type { ExerciseSummary } from '@keysmith/course';
import { csvText, type Cell } from './csv-text.ts';
import { markOf, type BatchFormat } from './format.ts';

/**
 * One row for each learner: who, the sums, and for each exercise its score, its status and, where there is no mark, why.
 * The sum is left empty where something has no mark: a grade book would take a number for one.
 */
export const csv: BatchFormat<object> = {
  name: 'csv',
  extension: 'csv',
  convert({ exercises, submissions }) {
    const header = [
      ...['learner', 'student id', 'name', 'email', 'score', 'max score', 'open points'],
      ...exercises.flatMap(({ exercise }) => [exercise, `${exercise} status`, `${exercise} remark`]),
    ];
    const rows = submissions.map(({ learner, student, score, maxScore, openPoints, exercises: own }) => [
      ...[learner, student?.id ?? '', student?.name ?? '', student?.email ?? ''],
      ...[openPoints > 0 ? '' : score, maxScore, openPoints],
      ...own.flatMap(cellsOf),
    ]);
    return { content: csvText([header, ...rows]), remarks: [] };
  },
};

function cellsOf(exercise: ExerciseSummary): Cell[] {
  return [markOf(exercise) ?? '', STATUS_WORDS[exercise.status], remarkOf(exercise)];
}

const STATUS_WORDS = {
  graded: 'graded',
  ungradable: 'could not be graded',
  unstable: 'unstable',
  missing: 'missing',
} as const;

function remarkOf(exercise: ExerciseSummary): string {
  switch (exercise.status) {
    case 'graded':
      return exercise.verdict;
    case 'ungradable':
      return exercise.reason;
    case 'unstable':
      return `two runs disagreed on ${exercise.unstable.join(', ')}`;
    case 'missing':
      return exercise.found.length === 0 ? '' : `found instead: ${exercise.found.join(', ')}`;
  }
}
