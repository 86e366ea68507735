import type { Course } from '@keysmith/course';
import { chapterPath, exercisePath } from './paths.ts';

/** A group of the sidebar, in the form that Starlight takes. Starlight puts the base path in front of links. */
export interface SidebarGroup {
  readonly label: string;
  readonly collapsed: boolean;
  readonly items: { readonly label: string; readonly link: string; readonly attrs: Record<string, string> }[];
}

/** Beyond this many chapters the sidebar opens only the one that is being read. */
const OPEN_CHAPTERS_MAX = 8;

/** The map of the course: each chapter, and below it its exercises. */
export function sidebarOf(course: Course): SidebarGroup[] {
  return course.chapters.map((chapter) => ({
    label: `${chapter.number} ${chapter.title}`,
    collapsed: course.chapters.length > OPEN_CHAPTERS_MAX,
    items: [
      { label: 'Chapter', link: chapterPath(chapter.slug), attrs: { 'data-kind': 'chapter' } },
      ...chapter.exercises.map((exercise) => ({
        label: exercise.title,
        link: exercisePath(exercise.slug),
        attrs: { 'data-kind': 'exercise' },
      })),
    ],
  }));
}
