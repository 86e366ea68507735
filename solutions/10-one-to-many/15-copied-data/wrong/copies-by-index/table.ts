import type { Tables } from '@keysmith/instruments/context';

/**
 * A course and its lessons are one item collection. The index `board`
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
      { AttributeName: 'teacher', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        // All copies of a teacher's name.
        IndexName: 'copies',
        KeySchema: [{ AttributeName: 'teacher', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['edition'] },
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

export const teacherNode = (teacher: string) => `TEACHER#${teacher}`;
export const courseNode = (course: string) => `COURSE#${course}`;

export const teacherKey = (teacher: string) => ({ pk: teacherNode(teacher), sk: 'TEACHER' });
export const courseKey = (course: string) => ({ pk: courseNode(course), sk: 'COURSE' });
export const lessonKey = (course: string, lesson: string) => ({
  pk: courseNode(course),
  sk: `LESSON#${lesson}`,
});
