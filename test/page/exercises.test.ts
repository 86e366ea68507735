/*
 * The page and the command say the same: every exercise, its starter, its solutions and its wrong answers give the same
 * results, messages and recordings in Chromium's worker and in Node's child process, word for word.
 */
import { join } from 'node:path';
import { loadCourse } from '@keysmith/course';
import { createRunner, readReplayToken, type Runner, type RunOutcome } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { NO_BROWSER } from '../site/browser.ts';
import { answersOf, filesOf, labExercise, type Answer } from './exercise-files.ts';
import { openLabPage, type LabPage } from './lab-page.ts';

// What is not sound is reported elsewhere.
const { exercises } = await loadCourse(join(import.meta.dirname, '../..'), { only: [] });

const SEED = 1;

/**
 * Everything is tried on what passes. Nearly every wrong answer shows its flaw in the quick pass, too, the others in the
 * full one; and the other checks of each would be the same sweeps over again.
 */
const plansFor = ({ fails }: Answer) =>
  fails === undefined
    ? [{ depth: 'full' } as const]
    : (['quick', 'full'] as const).map((depth) => ({ depth, only: fails }));

const hasFailed = ({ results }: RunOutcome): boolean => results.some(({ status }) => status === 'fail');

let lab: LabPage | undefined;
let runner: Runner;

beforeAll(async () => {
  lab = await openLabPage();
  runner = createRunner({ table: { kind: 'embedded' }, isReusing: true });
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await runner.close();
});

const inPage = (context: TestContext): LabPage => lab ?? context.skip(NO_BROWSER);

it('finds exercises to compare', () => {
  expect(exercises.length).toBeGreaterThan(0);
});

describe.each(exercises.map((exercise) => ({ exercise, slug: exercise.slug })))('$slug', ({ exercise }) => {
  it.for(answersOf(exercise))('$name is judged alike in the page and in Node', async (answer, context) => {
    const page = inPage(context);
    const files = await filesOf(exercise, answer);
    let isShown = false;
    for (const plan of plansFor(answer)) {
      if (isShown) break;
      const how = { seed: SEED, ...plan };
      const [{ outcome }, expected] = await Promise.all([
        page.run({ files, exercise: await labExercise(exercise), ...how }),
        runner.run({ exercise, ...answer, ...how, stallMs: 60_000 }),
      ]);
      expect(outcome).toEqual(expected);
      expect(outcome.status).toBe('judged');
      isShown = hasFailed(expected);
    }
    if (answer.fails !== undefined) expect(isShown, 'its flaw was shown').toBe(true);
  });
});

it('repeats a run that broke by its token, alike in the page and in Node', async (context) => {
  const page = inPage(context);
  for (const exercise of exercises) {
    const [, , ...answers] = answersOf(exercise);
    for (const answer of answers.filter(({ name }) => name.startsWith('wrong/'))) {
      const how = { seed: SEED, depth: 'quick' } as const;
      const { results } = await runner.run({ exercise, ...answer, ...how, stallMs: 60_000 });
      const token = results.find(({ failure }) => failure?.token !== undefined)?.failure?.token;
      if (token === undefined) continue;
      const replay = readReplayToken(token);
      const files = await filesOf(exercise, answer);
      const { outcome } = await page.run({ files, exercise: await labExercise(exercise), ...how, replay });
      expect(outcome).toEqual(await runner.run({ exercise, ...answer, ...how, replay, stallMs: 60_000 }));
      expect(outcome.results.some(({ failure }) => failure?.token === token)).toBe(true);
      return;
    }
  }
  expect.fail('no wrong answer breaks in a run that has a token');
});
