import { loadCourse, type Chapter, type ChapterPage, type Course, type Exercise } from '@keysmith/course';

/** Folder that holds chapters/, exercises/ and solutions/: the repository, unless KEYSMITH_COURSE names another. */
export const courseRoot = (process.env['KEYSMITH_COURSE'] ?? process.cwd()).replace(/[\\/]+$/, '');

/** In development the files change under us; one page asks several times, so a reading serves for a moment. */
const FRESH_FOR_MS = 1_000;

let reading: { readonly course: Promise<Course>; readonly at: number } | undefined;

/**
 * The course, judged by its loader: an unsound one is not shown.
 *
 * @throws {CourseError} with every problem of the library; the build of the site ends with its message.
 */
export function readCourse(): Promise<Course> {
  const isStale = import.meta.env?.DEV === true && reading && Date.now() - reading.at > FRESH_FOR_MS;
  if (!reading || isStale) reading = { course: loadCourse(courseRoot), at: Date.now() };
  return reading.course;
}

/** @throws {Error} if the course has no such exercise; pages name only exercises that it has. */
export async function exerciseBySlug(slug: string): Promise<Exercise> {
  const { exercises } = await readCourse();
  const exercise = exercises.find((one) => one.slug === slug);
  if (!exercise)
    throw new Error(`No exercise "${slug}". There are: ${exercises.map((one) => one.slug).join(', ')}.`);
  return exercise;
}

/** A page, and the chapter that it opens or stands below. */
export interface PageInCourse {
  readonly page: ChapterPage;
  readonly chapter: Chapter;
}

/** @throws {Error} if the course has no such page; pages name only pages that it has. */
export async function pageById(id: string): Promise<PageInCourse> {
  const chapter = await chapterBySlug(id.split('/')[0] ?? '');
  const page = [chapter, ...chapter.pages].find((one) => one.id === id);
  if (page === undefined) throw new Error(`Chapter "${chapter.slug}" has no page "${id}".`);
  return { page, chapter };
}

/** The page of an exercise: the one of the same path, or else that of its chapter. */
export async function pageOfExercise({ chapter: slug, path }: Exercise): Promise<ChapterPage> {
  const chapter = await chapterBySlug(slug);
  return chapter.pages.find((page) => page.path === path) ?? chapter;
}

/** @throws {Error} if the course has no such chapter. */
export async function chapterBySlug(slug: string): Promise<Chapter> {
  const { chapters } = await readCourse();
  const chapter = chapters.find((one) => one.slug === slug);
  if (!chapter)
    throw new Error(`No chapter "${slug}". There are: ${chapters.map((one) => one.slug).join(', ')}.`);
  return chapter;
}
