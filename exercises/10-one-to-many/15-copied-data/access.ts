import type { Context } from '@keysmith/instruments/context';

export interface CoursePage {
  course: string;
  title: string;
  teacher: string;
  name: string;
  lessons: { lesson: string; day: string; start: string; room: string }[];
}

export interface BoardLine {
  course: string;
  lesson: string;
  title: string;
  name: string;
  start: string;
  room: string;
}

export interface Lesson {
  course: string;
  lesson: string;
  day: string;
  start: string;
  room: string;
}

/** Enters a teacher. Throws an error named TeacherExists when there is one of that id. */
export async function addTeacher(
  _context: Context,
  _input: { teacher: string; name: string },
): Promise<void> {
  throw new Error('Implement addTeacher in access.ts');
}

/** Enters a course. Throws NoSuchTeacher or CourseExists. */
export async function addCourse(
  _context: Context,
  _input: { course: string; title: string; teacher: string },
): Promise<void> {
  throw new Error('Implement addCourse in access.ts');
}

/** Enters a lesson of a course. Throws NoSuchCourse or LessonExists. */
export async function addLesson(_context: Context, _input: Lesson): Promise<void> {
  throw new Error('Implement addLesson in access.ts');
}

/** Gives a lesson another day, time and room. Throws NoSuchLesson. */
export async function moveLesson(_context: Context, _input: Lesson): Promise<void> {
  throw new Error('Implement moveLesson in access.ts');
}

/** Cancels a lesson, if it is there. */
export async function cancelLesson(
  _context: Context,
  _input: { course: string; lesson: string },
): Promise<void> {
  throw new Error('Implement cancelLesson in access.ts');
}

/** The course with its teacher's name and its lessons, in any order; null if there is no such course. */
export async function getCourse(_context: Context, _input: { course: string }): Promise<CoursePage | null> {
  throw new Error('Implement getCourse in access.ts');
}

/** All lessons of a day, by start and then by room. */
export async function dayBoard(_context: Context, _input: { day: string }): Promise<BoardLine[]> {
  throw new Error('Implement dayBoard in access.ts');
}

/** Gives a teacher another name, on every course and every lesson. Throws NoSuchTeacher. */
export async function renameTeacher(
  _context: Context,
  _input: { teacher: string; name: string },
): Promise<void> {
  throw new Error('Implement renameTeacher in access.ts');
}
