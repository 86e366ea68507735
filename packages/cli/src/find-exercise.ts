import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { nearest, type Course, type Exercise } from '@keysmith/course';
import { CliError } from './error.ts';

type Named = Pick<Exercise, 'slug' | 'number' | 'path'>;

/**
 * The exercise that a person means: its slug, its number, its folder's name, a path to it in any of the trees, or the
 * beginning of its slug if no other begins so.
 *
 * @throws {CliError} `cli.unknown-exercise`, with the nearest names.
 */
export function findExercise(course: Pick<Course, 'root' | 'exercises'>, asked: string): Exercise {
  const { exercises } = course;
  const exact =
    exercises.find(({ slug }) => slug === asked) ??
    exercises.find((exercise) => isNumber(asked) && exercise.number === Number(asked)) ??
    exercises.find(({ path }) => basename(path) === asked) ??
    byPath(course, asked);
  if (exact) return exact;
  const beginning = exercises.filter(({ slug }) => slug.startsWith(asked));
  if (beginning.length === 1 && beginning[0]) return beginning[0];
  throw unknown(asked, beginning.length > 1 ? beginning.map(({ slug }) => slug) : guesses(exercises, asked));
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** A path from here or from the course's root, to an exercise's folder or to a file in it. */
function byPath(
  { root, exercises }: Pick<Course, 'root' | 'exercises'>,
  asked: string,
): Exercise | undefined {
  const places = [resolve(asked), resolve(root, asked), resolve(root, 'exercises', asked)];
  return exercises.find(({ path }) =>
    places.some((place) =>
      ['exercises', 'solutions', 'work'].some((tree) =>
        isInside(resolve(root, tree, ...path.split('/')), place),
      ),
    ),
  );
}

function isInside(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

function guesses(exercises: readonly Named[], asked: string): readonly string[] {
  const slugs = exercises.map(({ slug }) => slug);
  return nearest(asked.replace(/^\d+-/, ''), slugs);
}

function unknown(asked: string, candidates: readonly string[]): CliError {
  return new CliError(
    'cli.unknown-exercise',
    `There is no exercise "${asked}".`,
    candidates.length > 0
      ? `Did you mean ${candidates.join(', or ')}? \`npx keysmith list\` shows all.`
      : '`npx keysmith list` shows all exercises.',
  );
}
