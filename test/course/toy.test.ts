import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCourse, type Exercise } from '@keysmith/course';
import { inProcessBinding, runChecks, type LearnerModules } from '@keysmith/instruments/host';
import { startTable, TableError, type TableServer } from '@keysmith/table';
import { ONE, TODAY } from './problems.ts';
import { toyCourse, type Toy } from './toy.ts';

let toy: Toy;
let exercise: Exercise;
let server: TableServer | undefined;
let missing = '';

beforeAll(async () => {
  toy = await toyCourse({ ...ONE, linkModules: true });
  const { exercises } = await loadCourse(toy.root, { today: TODAY });
  if (!exercises[0]) throw new Error('the toy course has no exercise');
  exercise = exercises[0];
  try {
    server = await startTable('dynamodb-local');
  } catch (error) {
    if (!(error instanceof TableError) || !/^table\.(no|old)-java$/.test(error.code)) throw error;
    missing = error.message;
  }
}, 60_000);

afterAll(async () => {
  await server?.close();
  await toy[Symbol.asyncDispose]();
});

/** The toy must keep what it promises, or tests that build on it prove nothing. */
it.for<readonly [string, readonly string[], readonly string[]]>([
  ['the starter', [], ['note-kept fail', 'notes-listed fail', 'one-query skipped']],
  ['the solution', ['solution'], ['note-kept pass', 'notes-listed pass', 'one-query pass']],
  ['forgets', ['solution', 'forgets'], ['note-kept fail', 'notes-listed fail', 'one-query skipped']],
  ['reverses', ['solution', 'reverses'], ['note-kept pass', 'notes-listed fail', 'one-query skipped']],
  ['scans', ['solution', 'scans'], ['note-kept pass', 'notes-listed pass', 'one-query fail']],
])(
  '%s gets the verdict that the toy promises',
  { timeout: 30_000 },
  async ([name, layers, verdicts], { skip }) => {
    const table = server ?? skip(missing);
    const folder = await layFiles(exercise, name.replace(' ', '-'), layers);
    const results = await runChecks({
      specs: exercise.checks,
      load: async () => importFile(folder, 'checks.test.ts'),
      host: {
        binding: inProcessBinding(async () => learnerModules(exercise, folder)),
        openDoor: (namespace) => table.open(namespace),
        release: async (namespace) => table.release(namespace),
        seed: 1,
        namespacePrefix: `toy-${name}`,
      },
    });
    expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual(verdicts);
  },
);

/** Copies the starter, then the solution's and a wrong answer's files over it. */
async function layFiles(of: Exercise, name: string, layers: readonly string[]): Promise<string> {
  const folder = join(toy.root, 'work', name);
  await mkdir(folder, { recursive: true });
  await cp(of.folder, folder, { recursive: true });
  for (const layer of layers) {
    const from = of.wrongAnswers.find(({ slug }) => slug === layer)?.folder ?? of.solutionFolder;
    await cp(from, folder, { recursive: true });
  }
  return folder;
}

async function learnerModules(of: Exercise, folder: string): Promise<LearnerModules> {
  const modules = of.files.map(async (file) => [file, await importFile(folder, file)] as const);
  return Object.fromEntries(await Promise.all(modules));
}

async function importFile(folder: string, file: string): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
}
