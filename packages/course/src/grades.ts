import type { Exercise } from './model.ts';
import type {
  ExerciseGrade,
  ExerciseSummary,
  GradedCheck,
  GradedExercise,
  SubmissionGrade,
  SubmissionSummary,
  TaskGrade,
} from './schemas/grade.ts';

/** The seed that `test`, `watch` and the lab use unless told: the data that learners see. */
export const PRACTICE_SEED = 1;

/** The points of an exercise's tasks, in the tasks' order. */
export function taskGrades(
  { tasks }: Pick<Exercise, 'tasks'>,
  checks: readonly Pick<GradedCheck, 'task' | 'points' | 'maxPoints'>[],
): TaskGrade[] {
  return tasks.map(({ id, title }) => {
    const own = checks.filter(({ task }) => task === id);
    return { task: id, title, points: sum(own, 'points'), maxPoints: sum(own, 'maxPoints') };
  });
}

/**
 * What passed, in words. "All visible checks passed" is never "all checks passed": where the same checks did not run
 * under a seed that the learner does not know, the words say so.
 */
export function verdictWords(checks: readonly Pick<GradedCheck, 'visible' | 'hidden'>[]): string {
  const all = checks.length;
  const visible = checks.filter((check) => check.visible === 'pass').length;
  const hidden = checks.filter((check) => check.hidden === 'pass').length;
  const ranHidden = checks.some((check) => check.hidden !== undefined);
  const part = (passed: number, kind: string): string =>
    passed === all ? `all ${kind} checks passed` : `${passed} of ${all} ${kind} checks passed`;
  if (!ranHidden) return `${part(visible, 'visible')}, hidden ones were not run`;
  if (visible === all && hidden === all) return 'all visible and hidden checks passed';
  return `${part(visible, 'visible')}, ${part(hidden, 'hidden')}`;
}

/** The sums of a submission: the points of what was graded, and those of what an instructor must decide. */
export function submissionSums(
  exercises: readonly ExerciseGrade[],
): Pick<SubmissionGrade, 'score' | 'maxScore' | 'openPoints'> {
  const open = exercises.filter(({ status }) => status === 'ungradable' || status === 'unstable');
  return {
    score: exercises.reduce((total, grade) => total + (grade.status === 'graded' ? grade.score : 0), 0),
    maxScore: sum(exercises, 'maxScore'),
    openPoints: sum(open, 'maxScore'),
  };
}

/** The row of a submission in its batch. */
export function summaryOf({
  learner,
  student,
  score,
  maxScore,
  openPoints,
  exercises,
}: SubmissionGrade): SubmissionSummary {
  return {
    learner,
    ...(student && { student }),
    score,
    maxScore,
    openPoints,
    exercises: exercises.map(exerciseSummary),
  };
}

/** An exercise as the head of a batch lists it. */
export function gradedExercise({ slug, title, maxPoints, tasks, checks }: Exercise): GradedExercise {
  return {
    exercise: slug,
    title,
    maxScore: maxPoints,
    tasks: tasks.map((task) => ({ id: task.id, title: task.title })),
    checks: checks.map(({ id, task, title: asserts, points }) => ({
      id,
      task,
      title: asserts,
      maxPoints: points,
    })),
  };
}

function exerciseSummary(grade: ExerciseGrade): ExerciseSummary {
  const { exercise, maxScore } = grade;
  switch (grade.status) {
    case 'graded': {
      const { status, score, verdict, checks } = grade;
      const statuses = Object.fromEntries(checks.map((check) => [check.id, check.status]));
      return { exercise, status, score, maxScore, verdict, checks: statuses };
    }
    case 'unstable':
      return {
        exercise,
        status: grade.status,
        maxScore,
        unstable: grade.unstable.map(({ check }) => check),
      };
    case 'ungradable':
    case 'missing':
      return grade;
  }
}

function sum<K extends string>(parts: readonly Readonly<Record<K, number>>[], key: K): number {
  return parts.reduce((total, part) => total + part[key], 0);
}
