import type { Exercise } from '@keysmith/course';

/** The learner's folder as it is written everywhere: below the course's root, with forward slashes. */
export function workPlace({ path }: Pick<Exercise, 'path'>): string {
  return `work/${path}`;
}
