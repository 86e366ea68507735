import { join } from 'node:path';
import { loadCourse, type Exercise } from '@keysmith/course';
import { createRunner, type Runner } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJail, type OpenJail } from './open-jail.ts';

const course = await loadCourse(join(import.meta.dirname, '../../..'));

/** The exercises that try the most of the instruments: growth, races, crashes, throttling and lag. */
const SLUGS = ['composite-key', 'adjacency-list', 'rollups', 'backfill-under-fire'];

const TABLE = { kind: 'embedded' } as const;

let jail: OpenJail;
let inside: Runner;
let outside: Runner | undefined;

beforeAll(async () => {
  jail = await openJail();
  inside = createRunner({ table: TABLE });
});

afterAll(async () => {
  await Promise.all([inside.close(), outside?.close()]);
  await jail[Symbol.asyncDispose]();
});

/** The solution, which reaches every check, and the first wrong answer, whose failure is told with its evidence. */
function foldersOf({ solutionFolder, wrongAnswers: [wrong] }: Exercise): string[] {
  return wrong === undefined ? [solutionFolder] : [solutionFolder, wrong.folder];
}

const cases = course.exercises
  .filter(({ slug }) => SLUGS.includes(slug))
  .flatMap((exercise) =>
    foldersOf(exercise).map((folder) => ({ exercise, folder, name: folder.split('/').slice(-3).join('/') })),
  );

describe('code in a sandbox', () => {
  it.for(cases)(
    'is judged as beside the checks, word for word, and so where clients live apart: $name',
    { timeout: 300_000 },
    async (given, context) => {
      outside ??= createRunner({ table: TABLE, jail: jail.plan(context) });
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
      const apart = await outside.run({ ...options, isSpread: true, isConfirmed: false, stallMs: 120_000 });
      expect(apart).toEqual(expected);
    },
  );
});
