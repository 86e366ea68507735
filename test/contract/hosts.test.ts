/* The hosts of a checks file give the same verdicts: here Vitest and the command's child process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCourse, type CheckResult, type Exercise } from '@keysmith/course';
import { formatFailure, runExercise } from '@keysmith/grader';
import { expect, inject, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const SEED = 5;

interface VitestCase {
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

/** Runs the checks as Vitest tests, in a process of its own. */
async function runVitest(exercise: Exercise, folder: string): Promise<readonly VitestCase[]> {
  const report = join(folder, 'report.json');
  const words = ['run', `exercises/${exercise.path}`, '--reporter=json', `--outputFile=${report}`];
  const vitest = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...words], {
    cwd: ROOT,
    env: { ...process.env, KEYSMITH_LEARNER_DIR: folder, KEYSMITH_SEED: String(SEED) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(vitest, 'exit');
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: { assertionResults: VitestCase[] }[];
  };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

/** A verdict as Vitest should have told it. */
function asVitest(exercise: Exercise, result: CheckResult): VitestCase {
  const definition = exercise.checks.find(({ id }) => id === result.id);
  const status = { pass: 'passed', fail: 'failed', error: 'failed', skipped: 'skipped' }[result.status];
  const failureMessages = status === 'failed' ? [`Error: ${formatFailure(result, definition)}`] : [];
  return { title: result.title, status, failureMessages };
}

it('Vitest and the child process give the same verdict, word for word', async (context) => {
  const table = inject('address');
  if (table === undefined) return context.skip(inject('tableProblem'));
  const { exercises } = await loadCourse(ROOT, { only: [] });
  const exercise = exercises[0] as Exercise;
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-hosts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const wrong = exercise.wrongAnswers.find(({ fails }) => fails.length > 1) ?? exercise.wrongAnswers[0];
  for (const source of [exercise.solutionFolder, wrong?.folder ?? '']) {
    for (const file of exercise.files)
      await cp(join(source, file), join(folder, file)).catch(() => undefined);
  }

  const outcome = await runExercise({ exercise, learnerFolder: folder, table, seed: SEED });
  expect(outcome.status).toBe('judged');
  expect(outcome.results.some(({ status }) => status === 'fail')).toBe(true);
  const cases = (await runVitest(exercise, folder)).map(({ title, status, failureMessages = [] }) => ({
    title,
    status,
    failureMessages,
  }));
  expect(cases).toEqual(outcome.results.map((result) => asVitest(exercise, result)));
});
