import type { Chapter, ChapterPage, Exercise } from '@keysmith/course';
import { stepsOf } from './chapter/steps.ts';
import {
  chapterPath,
  exercisePath,
  FACTS_PATH,
  GLOSSARY_PATH,
  PATTERNS_PATH,
  PLAYGROUND_PATH,
  PROGRESS_PATH,
  START_PATH,
} from './paths.ts';

/** What navigation needs to know of a course. */
export interface CourseMap {
  readonly chapters: readonly ChapterMap[];
}

type ChapterMap = Pick<Chapter, 'id' | 'number' | 'title'> & {
  readonly pages: readonly Pick<ChapterPage, 'id' | 'number' | 'title'>[];
  readonly exercises: readonly Pick<Exercise, 'slug' | 'number' | 'title'>[];
};

/** A link of the sidebar or a group of them, in the form that Starlight takes. Starlight adds the base path. */
export interface SidebarLink {
  readonly label: string;
  readonly link: string;
  /** Which page of a chapter or exercise it leads to, for the marks of progress (progress/marks.ts). */
  readonly attrs?: Readonly<Record<string, string>>;
}

export interface SidebarGroup {
  readonly label: string;
  readonly collapsed: boolean;
  readonly items: SidebarLink[];
}

/** What readers look up, in the order of the sidebar. */
const REFERENCE: readonly SidebarLink[] = [
  { label: 'Glossary', link: GLOSSARY_PATH },
  { label: 'All access patterns', link: PATTERNS_PATH },
  { label: 'Facts', link: FACTS_PATH },
];

/** Beyond this many chapters the sidebar opens only the one that is being read. */
const OPEN_CHAPTERS_MAX = 8;

/** The map of the course: each chapter, and below it its pages and exercises. */
export function sidebarOf(course: CourseMap): (SidebarLink | SidebarGroup)[] {
  return [
    { label: 'How to work with the course', link: START_PATH },
    ...course.chapters.map((chapter) => ({
      label: `${chapter.number} ${chapter.title}`,
      collapsed: course.chapters.length > OPEN_CHAPTERS_MAX,
      items: [
        {
          label: chapter.pages.length > 0 ? 'Overview' : 'Chapter',
          link: chapterPath(chapter.id),
          attrs: { 'data-chapter': chapter.id },
        },
        ...linksBelow(chapter),
      ],
    })),
    { label: 'Reference', collapsed: false, items: [...REFERENCE] },
    { label: 'Playground', link: PLAYGROUND_PATH },
    { label: 'Your progress', link: PROGRESS_PATH },
  ];
}

function linksBelow(chapter: ChapterMap): SidebarLink[] {
  return stepsOf(chapter).map((step) =>
    step.kind === 'page'
      ? {
          label: step.page.title,
          link: chapterPath(step.page.id),
          attrs: { 'data-chapter': step.page.id },
        }
      : {
          label: `Exercise: ${step.exercise.title}`,
          link: exercisePath(step.exercise.slug),
          attrs: { 'data-exercise': step.exercise.slug },
        },
  );
}

/** What stands before and after a page, in the order of the course; false where there is nothing. */
export interface Neighbours {
  readonly prev: SidebarLink | false;
  readonly next: SidebarLink | false;
}

/** The neighbours of a page of the course, or of the reference, by its path. Paths in the result lack the base path. */
export function neighboursOf(course: CourseMap, path: string): Neighbours {
  const pages = course.chapters.flatMap((chapter) => [
    { label: chapter.title, link: chapterPath(chapter.id) },
    ...linksBelow(chapter).map(({ label, link }) => ({ label, link })),
  ]);
  const row = [pages, REFERENCE].find((links) => links.some(({ link }) => link === path)) ?? [];
  const at = row.findIndex(({ link }) => link === path);
  return { prev: row[at - 1] ?? false, next: (at >= 0 && row[at + 1]) || false };
}
