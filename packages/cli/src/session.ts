import { loadCourse, type Course } from '@keysmith/course';
import { findCourseRoot } from './course-root.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** What every command works with. */
export interface Session {
  readonly terminal: Terminal;
  /** The course's folder. */
  readonly root: string;
  /** The course, read once. Throws the CourseError that says what does not fit. */
  course(): Promise<Course>;
}

export function openSession(plain: boolean): Session {
  const root = findCourseRoot(process.cwd(), process.env);
  let course: Promise<Course> | undefined;
  return {
    terminal: openTerminal(plain),
    root,
    course: () => (course ??= loadCourse(root)),
  };
}
