import { randomBytes } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { loadCourse, slugOfFolder, type CheckDefinition, type Exercise } from '@keysmith/course';
import {
  ChecksMismatchError,
  inProcessBinding,
  installHost,
  judgeCheck,
  skippedVerdict,
  type CheckBody,
  type CheckVerdict,
  type LearnerModules,
  type TrialHost,
} from '@keysmith/instruments/host';
import { connectTable, type TableServer } from '@keysmith/table';
import { afterAll, expect, inject, test, type TestContext } from 'vitest';
import { createLoader } from '../loader/instances.ts';
import { link } from '../loader/link.ts';
import { nodeModules } from '../loader/node.ts';
import { formatFailure } from '../report/text.ts';
import { readLearnerFiles } from '../run/learner-files.ts';
import { learnerFolder } from './learner-folder.ts';
import { nameLearnerFilesInStacks } from './stack-names.ts';

/*
 * A setup file for Vitest: makes each check of an exercise a Vitest test named by the check's title. Practice only:
 * a synchronous endless loop hangs Vitest itself. `keysmith test` has a watchdog.
 */

/** A learner's frame lies below many of the SDK's. */
Error.stackTraceLimit = 60;
nameLearnerFilesInStacks();

const exercise = await exerciseOf(expect.getState().testPath as string);
const bodies = new Map<string, CheckBody>();
const results: CheckVerdict[] = [];
let opened: Promise<{ host: TrialHost; server: TableServer }> | undefined;

installHost({
  register(id, body) {
    // Tests are declared in the manifest's order, whatever the order in the file; each finds its body when it runs.
    if (bodies.size === 0)
      for (const spec of exercise.checks) test(spec.title, (context) => run(spec, context));
    if (bodies.has(id)) throw new ChecksMismatchError(`checks.test.ts declares the check "${id}" twice.`);
    if (!exercise.checks.some((spec) => spec.id === id)) {
      throw new ChecksMismatchError(`checks.test.ts declares "${id}", which the manifest does not list.`);
    }
    bodies.set(id, body);
  },
});

afterAll(async () => {
  const { server } = (await opened?.catch(() => undefined)) ?? {};
  await server?.close();
});

async function run(spec: CheckDefinition, context: TestContext): Promise<void> {
  const body = bodies.get(spec.id);
  if (body === undefined) {
    throw new ChecksMismatchError(`The manifest lists "${spec.id}", which checks.test.ts does not declare.`);
  }
  opened ??= open();
  const result =
    skippedVerdict(reachable(spec), results) ?? (await judgeCheck(spec, body, (await opened).host));
  results.push(result);
  if (result.status === 'skipped') context.skip(result.reason);
  if (result.status !== 'pass') throw withoutStack(formatFailure(result, spec));
}

/** With `-t`, what a check needs may not have run at all; only what has run and failed is a reason to skip. */
function reachable(spec: CheckDefinition): CheckDefinition {
  return { ...spec, needs: spec.needs.filter((id) => results.some((result) => result.id === id)) };
}

async function open(): Promise<{ host: TrialHost; server: TableServer }> {
  const address = inject('address');
  if (address === undefined) throw withoutStack(inject('tableProblem') ?? 'No table server was started.');
  const load = await loaderOf(learnerFolder(exercise)).catch((error: Error) => {
    throw withoutStack(error.message);
  });
  const server = connectTable(address);
  const host: TrialHost = {
    binding: inProcessBinding(load),
    openDoor: (namespace, options) => server.open(namespace, options),
    release: (namespace) => server.release(namespace),
    seed: Number(process.env['KEYSMITH_SEED'] ?? 1),
    namespacePrefix: `vitest-${randomBytes(6).toString('hex')}`,
  };
  return { host, server };
}

/** Reads the learner's files once and loads them once, to see whether they load. */
async function loaderOf(folder: string): Promise<() => Promise<LearnerModules>> {
  const modules = link(await readLearnerFiles(exercise.files, [folder]));
  const load = createLoader(modules, nodeModules(folder));
  await load();
  return load;
}

/** The exercise whose checks.test.ts this is: exercises/<NN-chapter>/<NN-slug>/checks.test.ts below the root. */
async function exerciseOf(testPath: string): Promise<Exercise> {
  const folder = dirname(testPath);
  const slug = slugOfFolder(basename(folder));
  const course = await loadCourse(resolve(folder, '../../..'), { only: [slug] });
  return course.exercises.find((one) => one.slug === slug) as Exercise;
}

/** The message says everything; a stack would only point into this file. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  return error;
}
