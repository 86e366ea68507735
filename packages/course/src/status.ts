import type { Course, Exercise } from './model.ts';
import type { Progress } from './schemas/progress.ts';

/** How far a learner is with an exercise. Once passed, an exercise stays passed. */
export type ExerciseStatus =
  | { readonly state: 'untouched' }
  | { readonly state: 'started'; readonly tasksPassed: number; readonly tasks: number }
  | { readonly state: 'passed'; readonly passedAt: string };

/** The status of one exercise. Tasks that it no longer has do not count. */
export function exerciseStatus(
  exercise: Pick<Exercise, 'slug' | 'tasks'>,
  progress: Progress,
): ExerciseStatus {
  const entry = progress.exercises[exercise.slug];
  if (!entry) return { state: 'untouched' };
  if (entry.passedAt !== undefined) return { state: 'passed', passedAt: entry.passedAt };
  const tasksPassed = exercise.tasks.filter(({ id }) => entry.tasksPassed.includes(id)).length;
  return { state: 'started', tasksPassed, tasks: exercise.tasks.length };
}

/**
 * The exercise to do next: the first in the course's order that is not passed and whose prerequisites are; undefined
 * when all are passed. A prerequisite that the course does not hold is taken as passed.
 */
export function nextExercise(course: Pick<Course, 'exercises'>, progress: Progress): Exercise | undefined {
  const open = course.exercises.filter((exercise) => exerciseStatus(exercise, progress).state !== 'passed');
  const openSlugs = new Set(open.map(({ slug }) => slug));
  return open.find(({ prerequisites }) => !prerequisites.some((slug) => openSlugs.has(slug)));
}
