import type { Chapter, ChapterPage, Exercise } from '@keysmith/course';

/** What has to be known of a chapter to put the parts of it into their order. */
export interface ChapterParts<P, E> {
  readonly pages: readonly P[];
  readonly exercises: readonly E[];
}

type Numbered = Pick<ChapterPage | Exercise, 'number'>;

/** A page below a chapter's own, or an exercise. */
export type Step<P, E> =
  { readonly kind: 'page'; readonly page: P } | { readonly kind: 'exercise'; readonly exercise: E };

/** What stands below a chapter's own page, in the order of its numbers. An exercise follows the page that has its number. */
export function stepsOf<P extends Numbered, E extends Numbered>({
  pages,
  exercises,
}: ChapterParts<P, E>): Step<P, E>[] {
  const steps = [
    ...pages.map((page) => ({ number: page.number, step: { kind: 'page' as const, page } })),
    ...exercises.map((exercise) => ({
      number: exercise.number,
      step: { kind: 'exercise' as const, exercise },
    })),
  ];
  return steps.toSorted((left, right) => left.number - right.number).map(({ step }) => step);
}

/** The exercise about a page: the one of the same path. */
export function exerciseOfPage(
  { exercises }: Pick<Chapter, 'exercises'>,
  { path }: Pick<ChapterPage, 'path'>,
): Exercise | undefined {
  return exercises.find((exercise) => exercise.path === path);
}
