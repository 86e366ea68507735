import { CourseError, loadCourse, nextExercise, readProgress, type Exercise } from '@keysmith/course';
import { CliError } from './error.ts';
import { findExercise } from './find-exercise.ts';
import type { Session } from './session.ts';

/**
 * The exercise that was named.
 *
 * @throws {CliError} `cli.unknown-exercise`
 * @throws {CourseError} when the exercise exists and something in it does not fit.
 */
export async function namedExercise(name: string, { course, root }: Session): Promise<Exercise> {
  try {
    return findExercise(await course(), name);
  } catch (error) {
    if (error instanceof CliError) await assertUnknown(name, root);
    throw error;
  }
}

/**
 * The exercise that was named, else the next one to do.
 *
 * @throws {CliError} `cli.unknown-exercise`; `cli.all-done` when none is named and all are passed.
 */
export async function chooseExercise(name: string | undefined, session: Session): Promise<Exercise> {
  if (name !== undefined) return namedExercise(name, session);
  const next = nextExercise(await session.course(), await readProgress(session.root));
  if (next) return next;
  throw new CliError(
    'cli.all-done',
    'Every exercise is passed, so there is no next one.',
    'Name the exercise that you mean; `npx keysmith list` shows all.',
  );
}

/** An exercise that does not fit is left out of the course; then its problems are what to tell. */
async function assertUnknown(name: string, root: string): Promise<void> {
  try {
    await loadCourse(root, { only: [slugIn(name)] });
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    if (!error.problems.some(({ code }) => code === 'course.unknown-exercise')) throw error;
  }
}

/** "exercises/10-one-to-many/16-composite-key/" → "composite-key". */
function slugIn(name: string): string {
  const last =
    name
      .split(/[\\/]+/)
      .filter(Boolean)
      .at(-1) ?? name;
  return last.replace(/^\d\d-/, '');
}
