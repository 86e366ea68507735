/*
 * What every exercise owes its learners: the starter fails every task, the solution and each alternative pass all of
 * it, and each wrong answer fails exactly what it says. `-t composite-key` takes one exercise, KEYSMITH_TABLE another
 * table.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCourse, type CheckResult, type Exercise } from '@keysmith/course';
import { createRunner, readReplayToken, type Runner } from '@keysmith/grader';
import { startTable, type TableAddress, type TableServer } from '@keysmith/table';
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * DynamoDB Local's tables can be copied item by item only, and a sweep takes a hundred times as long there. So it gets a
 * sample: one seed, the quick pass of each instrument, and every run in which the engine has shown a flaw.
 */
const IS_SAMPLE = inject('address')?.kind !== 'embedded';

/**
 * DynamoDB Local lives in real time: what its tokens forget after ten minutes it still knows when a check lets them pass
 * at once. So this flaw, and no other, shows on the engine only.
 */
const NEEDS_VIRTUAL_TIME: Readonly<Record<string, readonly string[]>> = {
  'token-in-the-stream': ['display-again'],
};

/** Practice seeds and hidden seeds are the same checks, so no seed may be special. */
const SEEDS = IS_SAMPLE ? [1] : [1, 2, 3];

/** With this seed a wrong answer is held to all checks; with the others, and in the sample, to those that it should fail. */
const SEED_OF_ALL_CHECKS = IS_SAMPLE ? undefined : 1;

// What is not sound is reported by a test below; everything else is held to its contract meanwhile.
const { exercises } = await loadCourse(ROOT, { only: [] });

/** One for all exercises, or one for each. */
const runners = new Map<string, Promise<Runner>>();
/** Knows the runs in which something breaks. */
let engine: Runner | undefined;
const servers: TableServer[] = [];

beforeAll(() => {
  if (IS_SAMPLE) engine = createRunner({ table: { kind: 'embedded' }, isReusing: true });
});

afterAll(async () => {
  await Promise.all([engine?.close(), ...[...runners.values()].map(async (each) => (await each).close())]);
  await Promise.all(servers.map((server) => server.close()));
});

/** DynamoDB Local becomes slower with every table that there ever was, so each exercise gets one of its own. */
function runnerFor({ slug }: Exercise, address: TableAddress): Promise<Runner> {
  const key = IS_SAMPLE ? slug : '';
  const runner = runners.get(key) ?? startRunner(address);
  runners.set(key, runner);
  return runner;
}

async function startRunner(address: TableAddress): Promise<Runner> {
  if (!IS_SAMPLE) return createRunner({ table: address, isReusing: true });
  const server = await startTable(address.kind);
  servers.push(server);
  return createRunner({ table: server.address, isReusing: true });
}

interface Attempt {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly seed: number;
  /** Ids of the checks to run; all unless told. */
  readonly only?: readonly string[];
  /** One run of one instrument, instead of its sweep. */
  readonly token?: string;
}

/** The verdicts on the files in a folder; what it lacks is the solution's. */
async function judge(
  context: TestContext,
  attempt: Attempt,
  depth: 'quick' | 'full' = IS_SAMPLE ? 'quick' : 'full',
): Promise<CheckResult[]> {
  const address = inject('address');
  if (address === undefined) return context.skip(inject('tableProblem'));
  return run(await runnerFor(attempt.exercise, address), attempt, depth);
}

async function run(
  on: Runner,
  { exercise, folder, seed, only, token }: Attempt,
  depth: 'quick' | 'full',
): Promise<CheckResult[]> {
  const { solutionFolder: fallbackFolder } = exercise;
  const outcome = await on.run({
    exercise,
    learnerFolder: folder,
    fallbackFolder,
    seed,
    depth,
    ...(only !== undefined && { only }),
    ...(token !== undefined && { replay: readReplayToken(token) }),
    stallMs: 60_000,
  });
  if (outcome.status === 'unjudged') throw new Error(`${outcome.code}: ${outcome.reason}`);
  return outcome.results;
}

/**
 * The verdicts on a wrong answer. Where the sample has missed a check that should fail, the very run is made again in
 * which the engine saw it fail; and where that passes, because Scans have another order there, every run is made.
 */
async function judgeWrong(
  context: TestContext,
  attempt: Attempt & { readonly fails: readonly string[] },
): Promise<CheckResult[]> {
  // That the other checks can pass is seen by the solution, with every seed and on every table.
  const only = attempt.seed === SEED_OF_ALL_CHECKS ? undefined : attempt.fails;
  const results = await judge(context, { ...attempt, ...(only && { only }) });
  const missed = attempt.fails.filter((id) => !failed(results).includes(id));
  if (engine === undefined || missed.length === 0) return results;
  const known = await run(engine, { ...attempt, only: missed }, 'full');
  return Promise.all(
    results.map(async (result) => {
      const token = known.find(({ id }) => id === result.id)?.failure?.token;
      if (!missed.includes(result.id) || token === undefined) return result;
      const again = await judge(context, { ...attempt, only: [result.id], token });
      const all = failed(again).includes(result.id)
        ? again
        : await judge(context, { ...attempt, only: [result.id] }, 'full');
      return all.find(({ id }) => id === result.id) ?? result;
    }),
  );
}

/** What did not pass, each with why: a mere list of ids would leave its author guessing. */
const notPassed = (results: readonly CheckResult[]) =>
  results
    .filter(({ status }) => status !== 'pass')
    .map(({ id, status, failure, reason }) => `${id} ${status}: ${failure?.happened ?? reason}`);

/** What an instrument says that only the embedded engine can serve, as lag and virtual time. */
const ENGINE_ONLY = /can be shown on the embedded engine only/;

/**
 * Checks that DynamoDB Local can say nothing of: their instrument says so, or they need one of these. On the engine there
 * is none, and every check is proved there.
 */
function unshownIn({ checks }: Exercise, results: readonly CheckResult[]): ReadonlySet<string> {
  const unshown = new Set<string>();
  if (!IS_SAMPLE) return unshown;
  for (const { id, status, reason = '' } of results) {
    const needs = checks.find((check) => check.id === id)?.needs ?? [];
    const isUnshown = ENGINE_ONLY.test(reason) || needs.some((need) => unshown.has(need));
    if (status === 'skipped' && isUnshown) unshown.add(id);
  }
  return unshown;
}

/** Everything passes but what this table cannot show; and that is never all. */
function expectAccepted(exercise: Exercise, results: readonly CheckResult[]): void {
  const unshown = unshownIn(exercise, results);
  expect(notPassed(results.filter(({ id }) => !unshown.has(id)))).toEqual([]);
  expect(unshown.size).toBeLessThan(results.length / 2);
}

const failed = (results: readonly CheckResult[]) =>
  results.filter(({ status }) => status === 'fail').map(({ id }) => id);

describe('the course', () => {
  it('is sound', async () => {
    await expect(loadCourse(ROOT)).resolves.toBeDefined();
    expect(exercises.length).toBeGreaterThan(0);
  });
});

const named = exercises.map((exercise) => ({ exercise, slug: exercise.slug }));

// Each run has a process of its own, so two at a time fill two cores.
describe.concurrent.each(named)('$slug', ({ exercise }) => {
  const everyCheck = exercise.checks.map(({ id }) => id);

  it('has a starter that fails every task', async (context) => {
    const results = await judge(context, { exercise, folder: exercise.folder, seed: 1 });
    expect(results.map(({ id }) => id)).toEqual(everyCheck);
    expect(results.filter(({ status }) => status === 'error')).toEqual([]);
    for (const { id } of exercise.tasks) {
      // A check is skipped only when one that it needs has failed, so a task may have nothing else.
      const own = results.filter((result) =>
        exercise.checks.some((check) => check.id === result.id && check.task === id),
      );
      expect(
        own.every(({ status }) => status === 'pass'),
        `the task "${id}" is passed`,
      ).toBe(false);
    }
    expect(failed(results)).not.toEqual([]);
  });

  it.for(SEEDS)('has a solution that passes everything, with seed %i', async (seed, context) => {
    const results = await judge(context, { exercise, folder: exercise.solutionFolder, seed });
    expectAccepted(exercise, results);
    expect(results.map(({ id }) => id)).toEqual(everyCheck);
  });

  it.for(exercise.alternatives.flatMap(({ slug, folder }) => SEEDS.map((seed) => ({ slug, folder, seed }))))(
    'accepts the alternative $slug, with seed $seed',
    async ({ folder, seed }, context) => {
      expectAccepted(exercise, await judge(context, { exercise, folder, seed }));
    },
  );

  it.for(exercise.wrongAnswers.flatMap((wrong) => SEEDS.map((seed) => ({ ...wrong, seed }))))(
    'sees in the wrong answer $slug exactly what is wrong, with seed $seed',
    async ({ slug, folder, seed, ...wrong }, context) => {
      const unseen = IS_SAMPLE ? (NEEDS_VIRTUAL_TIME[slug] ?? []) : [];
      const shown = wrong.fails.filter((id) => !unseen.includes(id));
      const results = await judgeWrong(context, { exercise, folder, seed, fails: shown });
      const unshown = unshownIn(exercise, results);
      const fails = shown.filter((id) => !unshown.has(id));
      const inOrder = everyCheck.filter((id) => fails.includes(id));
      expect(failed(results), notPassed(results).join('\n')).toEqual(inOrder);
      expect(results.filter(({ status }) => status === 'error')).toEqual([]);
    },
  );

  it('gives the same verdict for the same seed, word for word', async (context) => {
    const folder = exercise.wrongAnswers[0]?.folder ?? exercise.folder;
    const first = await judge(context, { exercise, folder, seed: 11 });
    expect(await judge(context, { exercise, folder, seed: 11 })).toEqual(first);
  });

  it('has checks that import the instruments, perhaps a domain, and nothing else', async () => {
    const text = await readFile(join(exercise.folder, 'checks.test.ts'), 'utf8');
    const imported = [...text.matchAll(/\bfrom\s+['"]([^'"]+)['"]/g)].map(([, name]) => name);
    expect(imported).toContain('@keysmith/instruments');
    expect(imported.filter((name) => !/^@keysmith\/(instruments|domains)$/.test(name ?? ''))).toEqual([]);
    expect(text).not.toMatch(/\bimport\s*\(|\bimport\s+['"]|\brequire\s*\(/);
  });
});
