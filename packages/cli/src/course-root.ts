import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from './error.ts';

const TREES = ['chapters', 'exercises', 'solutions'];

/**
 * The folder of the course that a command works on: KEYSMITH_ROOT, else the nearest folder from here upwards that
 * holds the three trees, else the repository that this command belongs to.
 *
 * @throws {CliError} `cli.no-course`
 */
export function findCourseRoot(from: string, env: NodeJS.ProcessEnv): string {
  const asked = env['KEYSMITH_ROOT'];
  if (asked) {
    if (isCourse(resolve(asked))) return resolve(asked);
    throw new CliError(
      'cli.no-course',
      `KEYSMITH_ROOT is set to ${asked}, which holds no course.`,
      `Unset it, or set it to a folder with ${TREES.join('/, ')}/.`,
    );
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isCourse(folder)) return folder;
    if (dirname(folder) === folder) return repositoryRoot;
  }
}

/** The repository that holds this package. */
export const repositoryRoot = join(import.meta.dirname, '..', '..', '..');

function isCourse(folder: string): boolean {
  return TREES.every((tree) => existsSync(join(folder, tree)));
}
