import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { POINTERS, courseKey, courseNode, lessonKey, pointerKey, teacherKey, teacherNode } from './table.ts';

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

/** A name with its number, which rises by one with every new name. The teacher's item has it; all others are copies. */
interface Name {
  name: string;
  edition: number;
}

type Row = Record<string, unknown>;

/** Enters a teacher. Throws an error named TeacherExists when there is one of that id. */
export async function addTeacher(
  { client, tables }: Context,
  { teacher, name }: { teacher: string; name: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...teacherKey(teacher), type: 'teacher', name, edition: 1 },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  if ((await refusedAt(client.send(put))) === 0) throw named('TeacherExists');
}

/** Enters a course. Throws NoSuchTeacher or CourseExists. */
export async function addCourse(
  context: Context,
  { course, title, teacher }: { course: string; title: string; teacher: string },
): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  for (;;) {
    const source = await read(context, teacherKey(teacher));
    if (source === undefined) throw named('NoSuchTeacher');
    const Item = { ...courseKey(course), type: 'course', course, title, teacher, ...nameOf(source) };
    const transaction = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
        { ConditionCheck: { TableName, Key: teacherKey(teacher), ...isStill(source) } },
        { Put: { TableName, Item: { ...pointerKey(teacher, course), type: 'pointer', points: course } } },
      ],
    });
    const refused = await refusedAt(client.send(transaction));
    if (refused === undefined) return;
    if (refused === 0) throw named('CourseExists');
    // The teacher has another name by now.
  }
}

/** Enters a lesson of a course. Throws NoSuchCourse or LessonExists. */
export async function addLesson(
  context: Context,
  { course, lesson, day, start, room }: Lesson,
): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  const parent = await read(context, courseKey(course));
  if (parent === undefined) throw named('NoSuchCourse');
  const { title, teacher } = parent as { title: string; teacher: string };
  for (;;) {
    // The name comes from where it is changed first, not from the course, which is a copy too.
    const source = (await read(context, teacherKey(teacher))) as Row;
    const copies = { title, ...nameOf(source) };
    const Item = {
      ...lessonKey(course, lesson),
      type: 'lesson',
      course,
      lesson,
      day,
      start,
      room,
      ...copies,
    };
    const transaction = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
        { ConditionCheck: { TableName, Key: teacherKey(teacher), ...isStill(source) } },
      ],
    });
    const refused = await refusedAt(client.send(transaction));
    if (refused === undefined) return;
    if (refused === 0) throw named('LessonExists');
  }
}

async function read({ client, tables }: Context, Key: Row): Promise<Row | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key, ConsistentRead: true }),
  );
  return Item;
}

const nameOf = (row: Row): Name => ({ name: row['name'] as string, edition: row['edition'] as number });

/** The condition that a teacher's name is the one that was read. */
const isStill = (source: Row) => ({
  ConditionExpression: 'edition = :edition',
  ExpressionAttributeValues: { ':edition': source['edition'] },
});

/** Gives a lesson another day, time and room. Throws NoSuchLesson. */
export async function moveLesson(
  { client, tables }: Context,
  { course, lesson, day, start, room }: Lesson,
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: lessonKey(course, lesson),
    UpdateExpression: 'SET #day = :day, #start = :start, room = :room',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#day': 'day', '#start': 'start' },
    ExpressionAttributeValues: { ':day': day, ':start': start, ':room': room },
  });
  if ((await refusedAt(client.send(update))) === 0) throw named('NoSuchLesson');
}

/** Cancels a lesson, if it is there. */
export async function cancelLesson(
  { client, tables }: Context,
  { course, lesson }: { course: string; lesson: string },
): Promise<void> {
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: lessonKey(course, lesson) }));
}

/** The course with its teacher's name and its lessons, in any order; null if there is no such course. */
export async function getCourse(
  { client, tables }: Context,
  { course }: { course: string },
): Promise<CoursePage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :course',
      ExpressionAttributeValues: { ':course': courseNode(course) },
    }),
  );
  const parent = Items.find((item) => item['type'] === 'course') as CoursePage | undefined;
  if (parent === undefined) return null;
  const lessons = (Items as unknown as (Lesson & { type: string })[])
    .filter(({ type }) => type === 'lesson')
    .map(({ lesson, day, start, room }) => ({ lesson, day, start, room }));
  const { title, teacher, name } = parent;
  return { course, title, teacher, name, lessons };
}

/** All lessons of a day, by start and then by room. */
export async function dayBoard({ client, tables }: Context, { day }: { day: string }): Promise<BoardLine[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'board',
      KeyConditionExpression: '#day = :day',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':day': day },
    }),
  );
  return Items.map((item) => {
    const { course, lesson, title, name, start, room } = item as BoardLine;
    return { course, lesson, title, name, start, room };
  });
}

/** Gives a teacher another name, on every course and every lesson. Throws NoSuchTeacher. */
export async function renameTeacher(
  context: Context,
  { teacher, name }: { teacher: string; name: string },
): Promise<void> {
  const source = await read(context, teacherKey(teacher));
  if (source?.['name'] === name) return;
  // The source first: from now on nobody can store the old name any more, so the lists below are complete.
  const current = await renameSource(context, teacher, name);
  const pointers = await queryAll(context, teacherNode(teacher), POINTERS);
  for (const { points } of pointers) {
    for (const copy of await queryAll(context, courseNode(points as string))) {
      if ((copy['edition'] as number) < current.edition) await renameCopy(context, copy, current);
    }
  }
}

/**
 * Changes the name in the teacher's own item, and gives what stands there now: if it had that name already, perhaps from
 * a call that did not come to its end, the copies may still lack it.
 */
async function renameSource(context: Context, teacher: string, name: string): Promise<Name> {
  const { client, tables } = context;
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: teacherKey(teacher),
    UpdateExpression: 'SET #name = :name, edition = edition + :one',
    ConditionExpression: 'attribute_exists(pk) AND #name <> :name',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name, ':one': 1 },
  });
  await refusedAt(client.send(update));
  const source = await read(context, teacherKey(teacher));
  if (source === undefined) throw named('NoSuchTeacher');
  return nameOf(source);
}

/** Brings one copy up to date. Refused where it is newer, or has been deleted; both are right. */
async function renameCopy({ client, tables }: Context, copy: Row, { name, edition }: Name): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: { pk: copy['pk'], sk: copy['sk'] },
    UpdateExpression: 'SET #name = :name, edition = :edition',
    ConditionExpression: 'edition < :edition',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name, ':edition': edition },
  });
  await refusedAt(client.send(update));
}

/** All items of a collection, or those whose sort key begins so, as they are at this moment. */
async function queryAll({ client, tables }: Context, pk: string, prefix = ''): Promise<Row[]> {
  const items: Row[] = [];
  let start: Row | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tables['main'],
        KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ...(prefix !== '' && { ':prefix': prefix }) },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Which action's condition refused a write: its place in a transaction, 0 for a single write; undefined if none did. */
async function refusedAt(write: Promise<unknown>): Promise<number | undefined> {
  try {
    await write;
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 0;
    if (error instanceof TransactionCanceledException) {
      const at = (error.CancellationReasons ?? []).findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
      if (at >= 0) return at;
    }
    throw error;
  }
}
