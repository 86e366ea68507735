import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCourse, type Exercise } from '@keysmith/course';
import { createRunner, prepareJail, type PreparedJail, type Runner } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const course = await loadCourse(join(import.meta.dirname, '../../..'));

let jail: PreparedJail;
let inside: Runner;
let outside: Runner;

beforeAll(async () => {
  jail = await prepareJail('sandbox');
  const table = { kind: 'embedded' } as const;
  inside = createRunner({ table });
  outside = createRunner({ table, jail: jail.plan });
});

afterAll(async () => {
  await Promise.all([inside.close(), outside.close()]);
  await jail[Symbol.asyncDispose]();
});

function foldersOf({ folder, solutionFolder }: Exercise): string[] {
  const others = ['alternatives', 'wrong'].flatMap((kind) => {
    const all = join(solutionFolder, kind);
    return existsSync(all) ? readdirSync(all).map((name) => join(all, name)) : [];
  });
  return [folder, solutionFolder, ...others];
}

const cases = course.exercises.flatMap((exercise) =>
  foldersOf(exercise).map((folder) => ({ exercise, folder, name: folder.split('/').slice(-3).join('/') })),
);

describe('code in a sandbox', () => {
  it.each(cases)(
    'is judged as beside the checks, word for word: $name',
    { timeout: 300_000 },
    async (given) => {
      const { exercise, folder: learnerFolder } = given;
      const fallbackFolder = exercise.solutionFolder;
      const options = {
        exercise,
        learnerFolder,
        fallbackFolder,
        seed: 7,
        depth: 'quick',
        records: true,
      } as const;
      const [expected, found] = await Promise.all([
        inside.run({ ...options, stallMs: 120_000 }),
        outside.run({ ...options, stallMs: 120_000 }),
      ]);
      expect(expected.status).toBe('judged');
      expect(found).toEqual(expected);
    },
  );
});
