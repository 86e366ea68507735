/*
 * The page and the command say the same: every exercise, its starter, its solutions and its wrong answers give the same
 * results, messages and recordings in Chromium's worker and in Node's child process, word for word.
 */
import { join } from 'node:path';
import { loadCourse } from '@keysmith/course';
import { createRunner, type Runner } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { NO_BROWSER } from '../site/browser.ts';
import { answersOf, filesOf, labExercise, type Answer } from './exercise-files.ts';
import { openLabPage, type LabPage } from './lab-page.ts';

// What is not sound is reported elsewhere.
const { exercises } = await loadCourse(join(import.meta.dirname, '../..'), { only: [] });

const SEED = 1;

/**
 * Everything is tried on what passes. A wrong answer shows its flaw in the quick pass, too, and the other checks of each
 * would be the same sweeps over again.
 */
const depthFor = ({ name }: Answer) => (name.startsWith('wrong/') ? 'quick' : 'full');

let lab: LabPage | undefined;
let runner: Runner;

beforeAll(async () => {
  lab = await openLabPage();
  runner = createRunner({ table: { kind: 'embedded' } });
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
    const how = { seed: SEED, depth: depthFor(answer) } as const;
    const [{ outcome }, expected] = await Promise.all([
      page.run({ files, exercise: await labExercise(exercise), ...how }),
      runner.run({ exercise, ...answer, ...how, stallMs: 60_000 }),
    ]);
    expect(outcome).toEqual(expected);
    expect(outcome.status).toBe('judged');
  });
});
