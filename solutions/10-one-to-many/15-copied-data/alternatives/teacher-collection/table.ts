import type { Tables } from '@keysmith/instruments/context';

/**
 * All copies of a name lie beside it: a teacher, the courses and all their lessons are one item collection. Pages read
 * two indexes of it. A course's teacher never changes, so one small item says whose it is.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'entry', AttributeType: 'S' },
      { AttributeName: 'course', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'S' },
      { AttributeName: 'start', AttributeType: 'S' },
      { AttributeName: 'room', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'entry', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'page',
        KeySchema: [{ AttributeName: 'course', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'board',
        KeySchema: [
          { AttributeName: 'day', KeyType: 'HASH' },
          { AttributeName: 'start', KeyType: 'RANGE' },
          { AttributeName: 'room', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const ownerOf = (teacher: string) => `teacher ${teacher}`;

export const teacherKey = (teacher: string) => ({ owner: ownerOf(teacher), entry: 'teacher' });
export const courseKey = (teacher: string, course: string) => ({
  owner: ownerOf(teacher),
  entry: `course ${course}`,
});
/** Both ids as JSON, since either may hold any character. */
export const lessonKey = (teacher: string, course: string, lesson: string) => ({
  owner: ownerOf(teacher),
  entry: `lesson ${JSON.stringify([course, lesson])}`,
});
/** Says whose course it is. It has no attribute of an index key, so no page reads it. */
export const whoseKey = (course: string) => ({ owner: `course ${course}`, entry: 'whose' });
