import type { Exercise, ExerciseGrade } from '@keysmith/course';
import type { RunOutcome } from '../run/options.ts';
import type { Runner } from '../run/runner.ts';
import { GradeError } from './grade-error.ts';
import type { Found } from './find-submissions.ts';

/** One exercise of one submission, and how to run it. */
export interface GradeTask {
  readonly exercise: Exercise;
  readonly found: Found;
}

/** The grade of what was found. A submission that cannot be judged is ungradable, with the reason, and not a zero. */
export async function gradeExercise(
  { exercise, found }: GradeTask,
  runner: Runner,
  seed: number,
): Promise<ExerciseGrade> {
  const { slug, maxPoints: maxScore } = exercise;
  if (found.kind === 'missing') return { exercise: slug, status: 'missing', maxScore };
  if (found.kind === 'refused')
    return { exercise: slug, status: 'ungradable', maxScore, reason: found.reason };
  return toGrade(exercise, await runner.run({ exercise, learnerFolder: found.folder, seed }));
}

function toGrade({ slug, maxPoints: maxScore }: Exercise, outcome: RunOutcome): ExerciseGrade {
  const ungradable = (reason: string): ExerciseGrade => ({
    exercise: slug,
    status: 'ungradable',
    maxScore,
    reason,
  });
  if (outcome.status === 'unjudged') {
    if (outcome.code === 'table') throw tableFailed(outcome.reason);
    return ungradable(outcome.code === 'exercise' ? notTheirs(outcome.reason) : outcome.reason);
  }
  const broken = outcome.results.find(({ status }) => status === 'error');
  if (broken !== undefined)
    return ungradable(notTheirs(`The check "${broken.id}" could not run: ${broken.reason ?? ''}`));
  const score = outcome.results.reduce((sum, { points }) => sum + points, 0);
  return { exercise: slug, status: 'graded', score, maxScore, checks: outcome.results };
}

/** A whole class without a table would be a whole class of ungradable work, so the batch ends instead. */
function tableFailed(reason: string): GradeError {
  return new GradeError('grade.no-table', `The table failed, so nothing more can be graded. ${reason}`);
}

/** A stack would name this machine's folders and change from version to version. */
function notTheirs(reason: string): string {
  return `Not the learner's fault: ${reason.split('\n')[0] ?? ''}`;
}
