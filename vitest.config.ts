import { join, relative, resolve, sep } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const ROOT = import.meta.dirname;
const TABLE = join(ROOT, 'packages/grader/src/hosts/vitest-table.ts');

type Project = TestProjectInlineConfiguration & { readonly test: { readonly name: string } };

/** The same conformance tests, once for each thing that claims to be DynamoDB; they do not know which. */
const CONFORMANCE: readonly Project[] = (['embedded', 'embedded-http', 'dynamodb-local'] as const).map(
  (endpoint) => ({
    test: {
      name: `conformance-${endpoint}`,
      include: ['test/conformance/**/*.test.ts'],
      globalSetup: [join(ROOT, 'test/conformance/setup.ts')],
      provide: { endpoint },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);

/**
 * A page is told that its run hangs when nothing comes for seconds. On two cores that would be true of many a run, if the
 * children and servers of the other tests ran beside the browser.
 */
const BROWSER_LAST = { groupOrder: 1 };

/** What `npx vitest run` runs: the project's own tests. */
const OWN: readonly Project[] = [
  ...CONFORMANCE,
  {
    test: {
      name: 'unit',
      include: ['test/**/*.test.ts'],
      exclude: [
        'test/contract/**',
        'test/conformance/**',
        'test/grader/**',
        'test/attacks/**',
        'test/page/**',
        'test/site/*.test.ts',
      ],
      testTimeout: 20_000,
      hookTimeout: 60_000,
    },
  },
  {
    // Children and a table server: each test starts processes.
    test: {
      name: 'grader',
      include: ['test/grader/**/*.test.ts'],
      globalSetup: [TABLE],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  },
  {
    // Hostile submissions, each in a sandbox of its own: Linux with bubblewrap.
    test: {
      name: 'attacks',
      include: ['test/attacks/**/*.test.ts'],
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  },
  {
    test: {
      name: 'contract',
      include: ['test/contract/**/*.test.ts'],
      globalSetup: [TABLE],
      maxConcurrency: 2,
      testTimeout: 180_000,
      hookTimeout: 60_000,
    },
  },
  {
    // The same contract on the referee: a difference is a fault of the engine, or of a check.
    test: {
      name: 'contract-local',
      include: ['test/contract/exercises.test.ts'],
      globalSetup: [TABLE],
      provide: { tableKind: 'dynamodb-local' },
      maxConcurrency: 2,
      testTimeout: 180_000,
      hookTimeout: 60_000,
    },
  },
  {
    // The lab of an exercise page, in a browser.
    test: {
      name: 'page',
      include: ['test/page/**/*.test.ts'],
      sequence: BROWSER_LAST,
      testTimeout: 120_000,
      hookTimeout: 60_000,
    },
  },
  {
    test: {
      name: 'site',
      include: ['test/site/*.test.ts'],
      sequence: BROWSER_LAST,
      globalSetup: [join(ROOT, 'test/site/build.ts')],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  },
];

/** The checks of the exercises. Starters fail them, so they are no part of the project's own tests. */
const EXERCISES: Project = {
  test: {
    name: 'exercises',
    include: [`${isInExercises(process.cwd()) ? inRoot(process.cwd()) : 'exercises'}/**/checks.test.ts`],
    globalSetup: [TABLE],
    setupFiles: [join(ROOT, 'packages/grader/src/hosts/vitest.ts')],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};

/**
 * Whether the command line asks for exercises: by `--project exercises`, by a path that leads into exercises/, or by
 * being given inside of it. Vitest tells a configuration neither its filters nor its projects.
 */
function asksForExercises(words: readonly string[], folder: string): boolean {
  const project = words.indexOf('--project');
  if (words.includes('--project=exercises') || (project >= 0 && words[project + 1] === 'exercises'))
    return true;
  const paths = words.filter((word) => !word.startsWith('-')).map((word) => resolve(folder, word));
  return [folder, ...paths].some(isInExercises);
}

function isInExercises(path: string): boolean {
  return inRoot(path).split('/')[0] === 'exercises';
}

function inRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}

const projects = asksForExercises(process.argv.slice(2), process.cwd()) ? [EXERCISES] : OWN;

export default defineConfig({
  test: {
    // Also where the command is given in another folder: every path above is meant from here.
    root: ROOT,
    projects: [...projects],
    // Vitest would leave one core to whoever works at the machine, which is half of a machine of two.
    maxWorkers: '100%',
    sequence: { shuffle: false },
    reporters: ['default', join(ROOT, 'test/count-reporter.ts')],
    // A learner's files are loaded past Vite, so its watcher must be told what they belong to.
    watchTriggerPatterns: [
      {
        pattern: /(?:exercises|work)\/([^/]+\/[^/]+)\/[^/]+\.ts$/,
        testsToRun: (_file, match) => join(ROOT, 'exercises', match[1] ?? '', 'checks.test.ts'),
      },
    ],
  },
});
