import { nextExercise, readProgress, type Exercise } from '@keysmith/course';
import { CliError } from './error.ts';
import { findExercise } from './find-exercise.ts';
import type { Session } from './session.ts';

/**
 * The exercise that was named, else the next one to do.
 *
 * @throws {CliError} `cli.unknown-exercise`; `cli.all-done` when none is named and all are passed.
 */
export async function chooseExercise(name: string | undefined, session: Session): Promise<Exercise> {
  const course = await session.course();
  if (name !== undefined) return findExercise(course, name);
  const next = nextExercise(course, await readProgress(session.root));
  if (next) return next;
  throw new CliError(
    'cli.all-done',
    'Every exercise is passed, so there is no next one.',
    'Name the exercise that you mean; `npx keysmith list` shows all.',
  );
}
