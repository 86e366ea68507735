import {
  drawCourse,
  drawLessons,
  drawTeacher,
  type Course,
  type Lesson,
  type Teacher,
} from '@keysmith/domains';
import {
  awkwardly,
  check,
  cost,
  crashes,
  expect,
  faults,
  growth,
  lag,
  oracle,
  races,
  type Answer,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

/** What the school should hold. */
interface School {
  teachers: Teacher[];
  courses: Course[];
  lessons: Lesson[];
}

interface Size {
  readonly courses: number;
  /** In each course. */
  readonly lessons: number;
}

type Caller = Pick<Client, 'call'>;

/** One teacher with so many courses. */
function drawSchool(random: Random, size: Size): School {
  const teacher = drawTeacher(random);
  const courses = Array.from({ length: size.courses }, () => drawCourse(random, teacher.teacher));
  const lessons = courses.flatMap(({ course }) => drawLessons(random, course, size.lessons));
  return { teachers: [teacher], courses, lessons };
}

async function enter(caller: Caller, { teachers, courses, lessons }: School): Promise<void> {
  for (const teacher of teachers) await caller.call('addTeacher', teacher);
  for (const course of courses) await caller.call('addCourse', course);
  for (const lesson of lessons) await caller.call('addLesson', lesson);
}

/** A teacher with courses and lessons, who alone is renamed, and beside them another one with as many. */
async function enterTwo(rig: Rig, random: Random, size: Size): Promise<{ own: School; all: School }> {
  const [own, other] = [drawSchool(random, size), drawSchool(random, size)];
  await enter(rig, own);
  await enter(rig, other);
  return {
    own,
    all: {
      teachers: [...own.teachers, ...other.teachers],
      courses: [...own.courses, ...other.courses],
      lessons: [...own.lessons, ...other.lessons],
    },
  };
}

const only = ({ teachers }: School) => teachers[0] as Teacher;

/** The school after a teacher got another name. */
const renamed = (school: School, { teacher, name }: Teacher): School => ({
  ...school,
  teachers: school.teachers.map((each) => (each.teacher === teacher ? { teacher, name } : each)),
});

const nameIn = ({ teachers }: School, teacher: string) =>
  teachers.find((each) => each.teacher === teacher)?.name;

function pageOf(school: School, course: Course) {
  const lessons = school.lessons.filter((lesson) => lesson.course === course.course);
  return {
    ...course,
    name: nameIn(school, course.teacher),
    lessons: lessons.map(({ lesson, day, start, room }) => ({ lesson, day, start, room })),
  };
}

function boardOf(school: School, day: string) {
  const lines = school.lessons
    .filter((lesson) => lesson.day === day)
    .map(({ course: id, lesson, start, room }) => {
      const course = school.courses.find(({ course }) => course === id) as Course;
      return { course: id, lesson, title: course.title, name: nameIn(school, course.teacher), start, room };
    });
  return lines.sort((a, b) => compare(a.start, b.start) || compare(a.room, b.room));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A page with its lessons in one fixed order, since the brief leaves the order free. */
function inOrder(page: unknown): unknown {
  const lessons = (page as { lessons?: unknown } | null | undefined)?.lessons;
  if (!Array.isArray(lessons)) return page;
  const sorted = [...(lessons as (Lesson | null)[])].sort((a, b) =>
    compare(String(a?.lesson), String(b?.lesson)),
  );
  return { ...(page as object), lessons: sorted };
}

async function expectPages(caller: Caller, school: School, moment: string): Promise<void> {
  for (const course of school.courses) {
    const page = inOrder(await caller.call('getCourse', { course: course.course }));
    expect(page, `the page of a course ${moment}`).toEqual(inOrder(pageOf(school, course)));
  }
}

/** The screens of all days on which there are lessons, and of further days. */
async function expectBoards(
  caller: Caller,
  school: School,
  moment: string,
  further: string[] = [],
): Promise<void> {
  for (const day of new Set([...school.lessons.map((lesson) => lesson.day), ...further])) {
    const board = await caller.call('dayBoard', { day });
    expect(board, `the screen of ${day} ${moment}`).toEqual(withSameTies(board, boardOf(school, day)));
  }
}

/** Two lessons may be in one room at one time, by mistake: their order is free. */
function withSameTies<Line extends { start: string; room: string }>(shown: unknown, right: Line[]): Line[] {
  if (!Array.isArray(shown)) return right;
  const place = (line: object) => (shown as object[]).findIndex((each) => sameLine(each, line));
  return right.sort((a, b) => compare(a.start, b.start) || compare(a.room, b.room) || place(a) - place(b));
}

function sameLine(one: object | null, other: object): boolean {
  const [a, b] = [one as Partial<Lesson> | null, other as Lesson];
  return a?.course === b.course && a.lesson === b.lesson;
}

async function expectSchool(caller: Caller, school: School, moment: string): Promise<void> {
  await expectPages(caller, school, moment);
  await expectBoards(caller, school, moment);
}

interface Refusal {
  readonly name: string;
  readonly input: unknown;
  /** The name of the error that is expected, and why. */
  readonly error: string;
  readonly because: string;
}

/** Runs a call that must be refused and leave everything as it was. */
async function expectRefusal(rig: Rig, { name, input, error, because }: Refusal): Promise<void> {
  const before = await rig.stored();
  const run = await rig.run(name, input);
  expect(endOf(run), `the error of ${name}, ${because}`).toBe(error);
  expect(await rig.stored(), `what is stored after ${name} threw ${error}`).toEqual(before);
}

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => {
  const { error } = run as Run<unknown>;
  return error === undefined ? 'no error' : error.name;
};

const newName = (random: Random, { teacher, name }: Teacher): Teacher => ({
  teacher,
  name: `${random.name()}-${name}`,
});

check('entered-once', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 1, lessons: 1 });
  await enter(rig, school);
  const [teacher, course, lesson] = [only(school), school.courses[0] as Course, school.lessons[0] as Lesson];
  const none = random.id('none');
  const refusals: [string, object, string, string][] = [
    ['addTeacher', newName(random, teacher), 'TeacherExists', 'for the id of a teacher who is there'],
    ['addCourse', { ...course, title: 'Another' }, 'CourseExists', 'for the id of a course that is there'],
    ['addLesson', { ...lesson, room: 'Z 1' }, 'LessonExists', 'for the id of a lesson that is there'],
    ['addCourse', drawCourse(random, none), 'NoSuchTeacher', 'for a teacher who does not exist'],
    ['addLesson', { ...lesson, course: none }, 'NoSuchCourse', 'for a course that does not exist'],
  ];
  for (const [name, input, error, because] of refusals)
    await expectRefusal(rig, { name, input, error, because });
});

check('course-complete', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'pairs',
    async work(client, pairs) {
      const chance = random.fork('school');
      const ids = [...new Set(pairs.map(([course]) => course))];
      // A teacher and a course may have the same id, and each course has lessons of the same ids.
      const teachers = ids.map((id) => drawTeacher(chance, id));
      const courses = ids.map((id) => drawCourse(chance, chance.pick(ids), id));
      const lessons = pairs.flatMap(([course, lesson]) =>
        drawLessons(chance, course, 1).map((drawn) => ({ ...drawn, lesson })),
      );
      const school = { teachers, courses, lessons };
      await enter(client, school);
      await expectPages(client, school, `with ${lessons.length} lessons in all courses`);
    },
    chapter: 'one-to-many',
  });
  const nothing = await rig.call('getCourse', { course: random.id('none') });
  expect(nothing, 'the page of a course that does not exist').toBeNull();
});

check('course-one-request', async ({ random, open }) => {
  const rig = await open();
  const { own } = await enterTwo(rig, random, { courses: 2, lessons: 6 });
  const course = own.courses[0] as Course;
  const { result, trace } = await rig.run('getCourse', { course: course.course });
  expect(inOrder(result), 'the page of a course with six lessons').toEqual(inOrder(pageOf(own, course)));
  expect(trace).toTakeAtMostRequests(1);
  expect(trace).toNeverScan();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(7);
});

check('lesson-growth', async ({ random, open }) => {
  const rig = await open();
  const { own } = await enterTwo(rig, random, { courses: 1, lessons: 0 });
  const { course } = own.courses[0] as Course;
  const lessons = drawLessons(random, course, 31);
  const [early, ...others] = lessons;
  const late = others.pop();
  const before = await rig.run('addLesson', early);
  for (const lesson of others) await rig.call('addLesson', lesson);
  const after = await rig.run('addLesson', late);
  expect(endOf(after), 'the error of addLesson').toBe('no error');
  expect(after.trace).toTakeAtMostRequests(3);
  expect(after.trace).toCostNoMoreThan(before.trace);
  await expectPages(rig, { ...own, lessons }, 'with thirty-one lessons');
});

check('board-right', async ({ random, open }) => {
  const rig = await open();
  const { all } = await enterTwo(rig, random, { courses: 3, lessons: 2 });
  const day = all.lessons[0]?.day as string;
  // One crowded evening: every time of day, in two rooms.
  const crowd = ['18:30', '09:30', '20:15', '17:00'].flatMap((start, i) =>
    ['B 2', 'A 10', 'Hall'].map((room, j) => ({
      course: (all.courses[(i + j) % 6] as Course).course,
      lesson: `extra ${i}.${j}`,
      day,
      start,
      room,
    })),
  );
  for (const lesson of random.shuffle(crowd)) await rig.call('addLesson', lesson);
  await expectBoards(
    rig,
    { ...all, lessons: [...all.lessons, ...crowd] },
    'with lessons of several courses',
    ['2027-01-01'],
  );
});

check('board-one-query', async ({ random, open }) => {
  const rig = await open();
  const { all } = await enterTwo(rig, random, { courses: 3, lessons: 3 });
  const day = (random.pick(all.lessons) as Lesson).day;
  const { result, trace } = await rig.run('dayBoard', { day });
  expect(result, `the screen of ${day}`).toEqual(withSameTies(result, boardOf(all, day)));
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(boardOf(all, day).length);
});

check('lesson-moves', async ({ random, open }) => {
  const rig = await open();
  const { all } = await enterTwo(rig, random, { courses: 2, lessons: 3 });
  const [moved, cancelled] = random.sample(all.lessons, 2) as [Lesson, Lesson];
  const there = { ...moved, day: '2026-12-18', start: '21:00', room: 'Hall 13' };
  await rig.call('moveLesson', there);
  await rig.call('cancelLesson', { course: cancelled.course, lesson: cancelled.lesson });
  const lessons = all.lessons
    .filter((lesson) => lesson !== cancelled)
    .map((lesson) => (lesson === moved ? there : lesson));
  const moment = 'after one lesson was moved and one cancelled';
  await expectSchool(rig, { ...all, lessons }, moment);
  await expectBoards(rig, { ...all, lessons }, moment, [moved.day, cancelled.day]);
  const before = await rig.stored();
  const again = await rig.run('cancelLesson', { course: cancelled.course, lesson: cancelled.lesson });
  expect(endOf(again), 'the error of cancelLesson for a lesson that is cancelled').toBe('no error');
  expect(await rig.stored(), 'what is stored after a lesson was cancelled twice').toEqual(before);
  await expectRefusal(rig, {
    name: 'moveLesson',
    input: cancelled,
    error: 'NoSuchLesson',
    because: 'for a lesson that is cancelled',
  });
});

check('renamed-everywhere', async ({ random, open }) => {
  const rig = await open();
  const { own, all } = await enterTwo(rig, random, { courses: 2, lessons: 3 });
  const anew = newName(random, only(own));
  await rig.call('renameTeacher', anew);
  await expectSchool(rig, renamed(all, anew), 'after one of two teachers was renamed');
  await expectRefusal(rig, {
    name: 'renameTeacher',
    input: drawTeacher(random),
    error: 'NoSuchTeacher',
    because: 'for a teacher who does not exist',
  });
});

check('rename-cost', async ({ random, open }) => {
  const rig = await open();
  const [courses, each] = [random.int(2, 3), random.int(6, 9)];
  const { own, all } = await enterTwo(rig, random, { courses, lessons: each });
  const lessons = courses * each;
  const anew = newName(random, only(own));
  await cost(rig, {
    [`rename a teacher with ${courses} courses and ${lessons} lessons`]: {
      async call(client) {
        const run = await client.run('renameTeacher', anew);
        expect(run.trace).toReadAtMostItems(2 * courses + lessons + 2);
        return run;
      },
      budget: () => ({ requests: 3 * courses + lessons + 3, writeUnits: 3 * (courses + lessons) + 2 }),
    },
  });
  // Nothing is cheaper than a call that does nothing.
  await rig.call('renameTeacher', anew);
  await expectSchool(rig, renamed(all, anew), 'after one of two teachers was renamed');
});

check('rename-again', async ({ random, open }) => {
  const rig = await open();
  const { own, all } = await enterTwo(rig, random, { courses: 2, lessons: 4 });
  const anew = newName(random, only(own));
  await rig.call('renameTeacher', anew);
  const { error, trace } = await rig.run('renameTeacher', anew);
  expect(error?.message ?? 'no error', 'what the second renameTeacher threw').toBe('no error');
  expect(trace).toConsumeAtMostWriteUnits(1);
  await expectSchool(rig, renamed(all, anew), 'after one of two teachers got the same name twice');
});

check('rename-growth', async ({ random, open }) => {
  const rig = await open();
  const { own, all } = await enterTwo(rig, random, { courses: 1, lessons: 3 });
  let times = 0;
  // Each time another name: one that is everywhere already would cost nothing.
  const another = (): Teacher => ({ ...only(own), name: `${only(own).name} ${(times += 1)}` });
  await growth(rig, {
    patterns: { 'a rename': (client) => client.run('renameTeacher', another()) },
    unrelated: async (client, chance) => {
      const teacher = drawTeacher(chance, chance.id('t'));
      const course = drawCourse(chance, teacher.teacher, chance.id('c'));
      const [lesson] = drawLessons(chance, course.course, 1) as [Lesson];
      await enter(client, {
        teachers: [teacher],
        courses: [course],
        lessons: [{ ...lesson, lesson: chance.id('l'), day: chance.id('day') }],
      });
    },
    sizes: [100, 1000, 5000],
    chapter: 'one-to-many',
  });
  const anew = another();
  await rig.call('renameTeacher', anew);
  await expectSchool(rig, renamed(all, anew), 'after one of two teachers was renamed');
});

check('lesson-race', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 1, lessons: 1 });
  await enter(rig, school);
  const [, late] = drawLessons(random, (school.courses[0] as Course).course, 2) as [Lesson, Lesson];
  const anew = newName(random, only(school));
  await races(rig, {
    clients: {
      'who renames the teacher': (client) => client.run('renameTeacher', anew),
      'who adds a lesson': (client) => client.run('addLesson', { ...late, lesson: 'late' }),
    },
    async afterwards(after, results) {
      expect(results.map(endOf), 'the errors of renameTeacher and addLesson').toEqual([
        'no error',
        'no error',
      ]);
      const lessons = [...school.lessons, { ...late, lesson: 'late' }];
      await expectSchool(
        after,
        renamed({ ...school, lessons }, anew),
        'after a lesson was added during a rename',
      );
    },
    budget: 300,
    chapter: 'one-to-many',
  });
});

check('course-race', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 1, lessons: 1 });
  await enter(rig, school);
  const late = drawCourse(random, only(school).teacher);
  const anew = newName(random, only(school));
  await races(rig, {
    clients: {
      'who renames the teacher': (client) => client.run('renameTeacher', anew),
      'who adds a course': (client) => client.run('addCourse', late),
    },
    async afterwards(after, results) {
      expect(results.map(endOf), 'the errors of renameTeacher and addCourse').toEqual([
        'no error',
        'no error',
      ]);
      const courses = [...school.courses, late];
      const moment = 'after a course was added during a rename';
      await expectSchool(after, renamed({ ...school, courses }, anew), moment);
      const lessons = [...school.lessons, ...drawLessons(random.fork('late'), late.course, 1)];
      await after.call('addLesson', lessons.at(-1));
      await expectSchool(
        after,
        renamed({ ...school, courses, lessons }, anew),
        `${moment}, and then a lesson`,
      );
    },
    budget: 300,
    chapter: 'one-to-many',
  });
});

check('move-race', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 1, lessons: 2 });
  await enter(rig, school);
  const [moved, cancelled] = random.shuffle(school.lessons) as [Lesson, Lesson];
  const there = { ...moved, day: '2026-12-18', start: '21:00' };
  const { course, lesson } = cancelled;
  const trial = await rig.fork();
  await trial.call('cancelLesson', { course, lesson });
  const left = (await trial.stored()).length;
  const anew = newName(random, only(school));
  await races(rig, {
    clients: {
      'who renames the teacher': (client) => client.run('renameTeacher', anew),
      'the office': async (client) => [
        await client.run('moveLesson', there),
        await client.run('cancelLesson', { course, lesson }),
      ],
    },
    async afterwards(after, [rename, office]) {
      expect(
        [rename, ...(office as unknown[])].map(endOf),
        'the errors of renameTeacher, moveLesson and cancelLesson',
      ).toEqual(['no error', 'no error', 'no error']);
      const moment = 'after one lesson was moved and one cancelled during a rename';
      await expectSchool(after, renamed({ ...school, lessons: [there] }, anew), moment);
      expect((await after.stored()).length - left, `items too many in the table ${moment}`).toBe(0);
      await expectBoards(after, renamed({ ...school, lessons: [there] }, anew), moment, [
        moved.day,
        cancelled.day,
      ]);
    },
    budget: 300,
    chapter: 'one-to-many',
  });
});

check('renames-race', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 1, lessons: 1 });
  await enter(rig, school);
  const names = [newName(random, only(school)), newName(random, only(school))];
  const [, late] = drawLessons(random, (school.courses[0] as Course).course, 2) as [Lesson, Lesson];
  await races(rig, {
    clients: {
      'one clerk': (client) => client.run('renameTeacher', names[0]),
      'another clerk': (client) => client.run('renameTeacher', names[1]),
    },
    async afterwards(after, results) {
      expect(results.map(endOf), 'the errors of two calls of renameTeacher for one teacher').toEqual([
        'no error',
        'no error',
      ]);
      const { course } = school.courses[0] as Course;
      const page = await after.call<{ name: string } | null>('getCourse', { course });
      const winner = names.find(({ name }) => name === page?.name);
      expect(
        names.map(({ name }) => name),
        'the two names, and the one on the page',
      ).toContain(page?.name);
      const lessons = [...school.lessons, { ...late, lesson: 'late' }];
      await after.call('addLesson', lessons.at(-1));
      const moment = 'after a teacher got two names at the same moment, and then one more lesson';
      await expectSchool(after, renamed({ ...school, lessons }, winner as Teacher), moment);
    },
    budget: 300,
    chapter: 'one-to-many',
  });
});

check('rename-lag', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 2, lessons: 2 });
  await enter(rig, school);
  const lessons = drawLessons(random, (school.courses[1] as Course).course, 3);
  const anew = newName(random, only(school));
  await lag(rig, {
    async work(client, copy) {
      await client.call('addLesson', lessons[2]);
      await client.call('renameTeacher', anew);
      copy.clock.advance(2000);
      const all = [...school.lessons, lessons[2] as Lesson];
      await expectSchool(client, renamed({ ...school, lessons: all }, anew), 'two seconds after the rename');
    },
    behind: 'indexes',
    runs: 6,
    chapter: 'one-to-many',
  });
});

check('stopped', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 2, lessons: 2 });
  await enter(rig, school);
  const anew = newName(random, only(school));
  await crashes(rig, {
    work: (client) => client.call('renameTeacher', anew),
    afterwards: (after) =>
      expectSchool(
        after,
        renamed(school, anew),
        'after a rename that was stopped and one that was made again',
      ),
    chapter: 'one-to-many',
  });
});

check('disturbed', async ({ random, open }) => {
  const rig = await open();
  const school = drawSchool(random, { courses: 2, lessons: 2 });
  await enter(rig, school);
  const anew = newName(random, only(school));
  await faults(rig, {
    work: (client) => client.call('renameTeacher', anew),
    afterwards: (after) => expectSchool(after, renamed(school, anew), 'after a rename that was disturbed'),
    kinds: ['throttle', 'lost-reply', 'unprocessed', 'early-page'],
    chapter: 'one-to-many',
  });
});

/** Few ids, so that calls meet what others have done. */
const IDS = ['n1', 'n1#n2', 'n2'];
const DAYS = ['2026-09-07', '2026-09-08'];

const DONE: Answer = { result: undefined };

const drawSlot = (random: Random) => ({
  course: random.pick(IDS),
  lesson: random.pick(['1', 'n2#1']),
  day: random.pick(DAYS),
  start: random.pick(['18:30', '20:15']),
  room: random.pick(['A 1', 'B 2']),
});

const found = ({ lessons }: School, { course, lesson }: Pick<Lesson, 'course' | 'lesson'>) =>
  lessons.find((each) => each.course === course && each.lesson === lesson);

check('any-order', async ({ open }) => {
  await oracle<School>(await open(), {
    model: () => ({ teachers: [], courses: [], lessons: [] }),
    operations: {
      addTeacher: {
        input: (random) => drawTeacher(random, random.pick(IDS)),
        apply(school, teacher: Teacher) {
          if (nameIn(school, teacher.teacher) !== undefined) return { error: 'TeacherExists' };
          school.teachers.push(teacher);
          return DONE;
        },
        weight: 2,
      },
      addCourse: {
        input: (random) => drawCourse(random, random.pick(IDS), random.pick(IDS)),
        apply(school, course: Course) {
          if (nameIn(school, course.teacher) === undefined) return { error: 'NoSuchTeacher' };
          if (school.courses.some((each) => each.course === course.course)) return { error: 'CourseExists' };
          school.courses.push(course);
          return DONE;
        },
        weight: 3,
      },
      addLesson: {
        input: drawSlot,
        apply(school, lesson: Lesson) {
          if (!school.courses.some((each) => each.course === lesson.course)) return { error: 'NoSuchCourse' };
          if (found(school, lesson) !== undefined) return { error: 'LessonExists' };
          school.lessons.push(lesson);
          return DONE;
        },
        weight: 3,
      },
      moveLesson: {
        input: drawSlot,
        apply(school, lesson: Lesson) {
          const known = found(school, lesson);
          return known === undefined ? { error: 'NoSuchLesson' } : (Object.assign(known, lesson), DONE);
        },
      },
      cancelLesson: {
        input: (random) => ({ course: random.pick(IDS), lesson: random.pick(['1', 'n2#1']) }),
        apply(school, lesson: Lesson) {
          school.lessons = school.lessons.filter((each) => each !== found(school, lesson));
          return DONE;
        },
      },
      renameTeacher: {
        input: (random) => drawTeacher(random, random.pick(IDS)),
        apply(school, teacher: Teacher) {
          if (nameIn(school, teacher.teacher) === undefined) return { error: 'NoSuchTeacher' };
          school.teachers = renamed(school, teacher).teachers;
          return DONE;
        },
        weight: 2,
      },
      getCourse: {
        input: (random) => ({ course: random.pick(IDS) }),
        apply(school, { course: id }: { course: string }) {
          const course = school.courses.find(({ course }) => course === id);
          return { result: course === undefined ? null : pageOf(school, course) };
        },
        weight: 2,
      },
      dayBoard: {
        input: (random) => ({ day: random.pick(DAYS) }),
        apply: (school, { day }: { day: string }) => ({ result: boardOf(school, day) }),
        weight: 2,
      },
    },
    // The order of the screen is judged elsewhere; here two lessons may be in one room.
    form: (result, operation) =>
      operation === 'dayBoard' && Array.isArray(result)
        ? result
            .map((line) => JSON.stringify(line, ['course', 'lesson', 'title', 'name', 'start', 'room']))
            .sort()
        : inOrder(result),
    steps: 24,
    chapter: 'one-to-many',
  });
});
