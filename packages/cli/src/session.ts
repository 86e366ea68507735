import { loadCourse, type Course, type LoadOptions } from '@keysmith/course';
import { findCourseRoot } from './course-root.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** What every command works with. */
export interface Session {
  readonly terminal: Terminal;
  /** The course's folder. */
  readonly root: string;
  /**
   * The exercises that can be practised, read once. One that an author has in the making is left out.
   *
   * @throws {CourseError} when no exercise is sound.
   */
  course(): Promise<Course>;
}

/** Facts grow stale for authors. A learner with an old copy of the course cannot mend them, so no day is too late. */
const NO_FACT_IS_STALE = { today: '0001-01-01' } satisfies LoadOptions;

export function openSession(plain: boolean): Session {
  const root = findCourseRoot(process.cwd(), process.env);
  let course: Promise<Course> | undefined;
  return {
    terminal: openTerminal(plain),
    root,
    course: () => (course ??= readableCourse(root)),
  };
}

/** The whole course, refused if any part of it is unsound: grading must not leave out an exercise in silence. */
export function wholeCourse(root: string): Promise<Course> {
  return loadCourse(root, NO_FACT_IS_STALE);
}

async function readableCourse(root: string): Promise<Course> {
  const course = await loadCourse(root, { ...NO_FACT_IS_STALE, only: [] });
  return course.exercises.length > 0 ? course : wholeCourse(root);
}
