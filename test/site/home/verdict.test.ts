import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCourse } from '@keysmith/course';
import { runExercise } from '@keysmith/grader';
import { startTable } from '@keysmith/table';
import recorded from '../../../site/home/verdict.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PLACE = 'site/home/verdict.json';

/** Runs the wrong answer that the first page shows, and gives the check that it shows. */
async function runAgain() {
  const course = await loadCourse(ROOT, { only: [recorded.exercise] });
  const exercise = course.exercises.find(({ slug }) => slug === recorded.exercise);
  const wrong = exercise?.wrongAnswers.find(({ slug }) => slug === recorded.wrongAnswer);
  if (!exercise || !wrong) throw new Error(`${PLACE} names an answer that the course does not have.`);
  const table = await startTable('embedded');
  try {
    const outcome = await runExercise({
      exercise,
      learnerFolder: wrong.folder,
      fallbackFolder: exercise.solutionFolder,
      table: table.address,
      seed: recorded.seed,
    });
    return outcome.results.find(({ id }) => id === recorded.check.id);
  } finally {
    await table.close();
  }
}

it('shows on the first page a verdict that a run really gives', async () => {
  const check = await runAgain();
  if (process.env['KEYSMITH_UPDATE']) {
    await writeFile(join(ROOT, PLACE), `${JSON.stringify({ ...recorded, check }, null, 2)}\n`);
    return;
  }
  expect(check, `record it with KEYSMITH_UPDATE=1 if the change is meant`).toEqual(recorded.check);
}, 60_000);
