import type { ChapterPage, Course } from './model.ts';

/** Everything to read, in the order of the course: a chapter's own page, then those below it. */
export function pagesOfCourse({ chapters }: Pick<Course, 'chapters'>): ChapterPage[] {
  return chapters.flatMap((chapter) => [chapter, ...chapter.pages]);
}
