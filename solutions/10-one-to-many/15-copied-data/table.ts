import type { Tables } from '@keysmith/instruments/context';

/**
 * A course and its lessons are one item collection, and so are a teacher and pointers to the courses. The index `board`
 * gathers lessons by day; start and room are sort key attributes of their own, so that nothing is glued.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'S' },
      { AttributeName: 'start', AttributeType: 'S' },
      { AttributeName: 'room', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
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

export const POINTERS = 'COURSE#';

export const teacherNode = (teacher: string) => `TEACHER#${teacher}`;
export const courseNode = (course: string) => `COURSE#${course}`;

export const teacherKey = (teacher: string) => ({ pk: teacherNode(teacher), sk: 'TEACHER' });
export const pointerKey = (teacher: string, course: string) => ({
  pk: teacherNode(teacher),
  sk: `${POINTERS}${course}`,
});
export const courseKey = (course: string) => ({ pk: courseNode(course), sk: 'COURSE' });
export const lessonKey = (course: string, lesson: string) => ({
  pk: courseNode(course),
  sk: `LESSON#${lesson}`,
});
