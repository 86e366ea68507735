import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadCourse, type Course, type Exercise } from '@keysmith/course';
import { inject, type TestContext } from 'vitest';
import type { TableAddress } from '@keysmith/table';
import { toyCourse, type Toy, type ToyExercise } from '../course/toy.ts';

/** The table server of the run; skips the test, with the reason, where the machine has none. */
export function tableAddress(context: TestContext): TableAddress {
  const address = inject('address');
  return address ?? context.skip(inject('tableProblem'));
}

/** A toy course whose exercises can run, and its exercises. */
export interface RunningToy extends AsyncDisposable {
  readonly toy: Toy;
  readonly course: Course;
  /** The first exercise: "keep-notes". */
  readonly exercise: Exercise;
  /** A new folder below the toy's, with these files; gives its absolute path. */
  folder(name: string, files: Readonly<Record<string, string>>): Promise<string>;
}

export async function runningToy(exercises?: readonly ToyExercise[]): Promise<RunningToy> {
  const toy = await toyCourse({ linkModules: true, ...(exercises ? { exercises } : {}) });
  const course = await loadCourse(toy.root);
  return {
    toy,
    course,
    exercise: course.exercises[0] as Exercise,
    async folder(name, files) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(toy.root, name, ...file.split('/'));
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
      return join(toy.root, name);
    },
    [Symbol.asyncDispose]: () => toy[Symbol.asyncDispose](),
  };
}

/** An access.ts of the toy whose `keepNote` is this body; the rest works. */
export function accessWith({
  top = '',
  keepNote = '',
}: {
  readonly top?: string;
  readonly keepNote?: string;
}): string {
  return `import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
${top}
export async function keepNote({ client, tables }: Context, input: { shelf: string; note: string }): Promise<void> {
  ${keepNote}
  await client.send(new PutCommand({ TableName: tables.main, Item: input }));
}

export async function listNotes({ client, tables }: Context, input: { shelf: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables.main,
      KeyConditionExpression: 'shelf = :shelf',
      ExpressionAttributeValues: { ':shelf': input.shelf },
    }),
  );
  return Items.map(({ note }) => String(note)).sort();
}
`;
}
