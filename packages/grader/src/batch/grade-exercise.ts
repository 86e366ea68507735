import { taskGrades, verdictWords, type Exercise, type ExerciseGrade } from '@keysmith/course';
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
  if (found.kind === 'missing') return { exercise: slug, status: 'missing', maxScore, found: [] };
  if (found.kind === 'refused') return ungradable(exercise, 'refused', found.reason);
  return toGrade(exercise, await runner.run({ exercise, learnerFolder: found.folder, seed }));
}

function toGrade(exercise: Exercise, outcome: RunOutcome): ExerciseGrade {
  const { slug, maxPoints: maxScore } = exercise;
  if (outcome.status === 'unjudged') {
    const { code, reason } = outcome;
    if (code === 'table') throw tableFailed(reason);
    return ungradable(exercise, code, code === 'exercise' ? notTheirs(reason) : reason);
  }
  const broken = outcome.results.find(({ status }) => status === 'error');
  if (broken !== undefined) {
    const reason = `The check "${broken.id}" could not run: ${broken.reason ?? ''}`;
    return ungradable(exercise, 'exercise', notTheirs(reason));
  }
  const checks = outcome.results.map((result) => ({ ...result, visible: result.status }));
  return {
    exercise: slug,
    status: 'graded',
    score: checks.reduce((sum, { points }) => sum + points, 0),
    maxScore,
    verdict: verdictWords(checks),
    tasks: taskGrades(exercise, checks),
    checks,
    limits: [],
    remarks: [],
  };
}

function ungradable({ slug, maxPoints }: Exercise, code: string, reason: string): ExerciseGrade {
  return { exercise: slug, status: 'ungradable', maxScore: maxPoints, code, reason, limits: [] };
}

/** A whole class without a table would be a whole class of ungradable work, so the batch ends instead. */
function tableFailed(reason: string): GradeError {
  return new GradeError('grade.no-table', `The table failed, so nothing more can be graded. ${reason}`);
}

/** A stack would name this machine's folders and change from version to version. */
function notTheirs(reason: string): string {
  return `Not the learner's fault: ${reason.split('\n')[0] ?? ''}`;
}
