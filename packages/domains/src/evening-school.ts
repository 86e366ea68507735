import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** Who teaches at the evening school. People marry, or are misspelt at first: a name changes now and then. */
export interface Teacher {
  readonly teacher: string;
  readonly name: string;
}

/** A course has one teacher for all its lessons. */
export interface Course {
  readonly course: string;
  readonly title: string;
  readonly teacher: string;
}

/** One evening of a course. */
export interface Lesson {
  readonly course: string;
  readonly lesson: string;
  readonly day: string;
  readonly start: string;
  readonly room: string;
}

const TITLES = [
  'Spanish for beginners',
  'Yoga after work',
  'Bookkeeping',
  'Watercolours',
  'First aid',
  'Sewing machines, repaired',
  'Stars over the harbour',
];

/** Most people come after work: the early evening is full. */
const STARTS = ['18:30', '19:00', '17:00', '20:15', '09:30'];

/** The first evening of term. */
const TERM = Date.UTC(2026, 8, 7);
const DAY_MS = 86_400_000;

export function drawTeacher(random: Random, teacher = random.id('t').toLowerCase()): Teacher {
  return { teacher, name: `${random.name()} ${random.name()}` };
}

export function drawCourse(random: Random, teacher: string, course = random.id('c').toLowerCase()): Course {
  return { course, title: `${skewed(random, TITLES)} ${random.int(1, 4)}`, teacher };
}

/** So many lessons of a course, one a week, mostly at the same time and in the same room. */
export function drawLessons(random: Random, course: string, count: number): Lesson[] {
  const first = TERM + random.int(0, 4) * DAY_MS;
  const [start, room] = [skewed(random, STARTS), drawRoom(random)];
  return Array.from({ length: count }, (_, week) => ({
    course,
    lesson: `${course}-${week + 1}`,
    day: new Date(first + week * 7 * DAY_MS).toISOString().slice(0, 10),
    start,
    room: random.int(1, 10) === 1 ? drawRoom(random) : room,
  }));
}

const drawRoom = (random: Random) => `${random.pick(['A', 'B', 'Hall'])} ${random.int(1, 12)}`;
