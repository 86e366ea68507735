import { constants, copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';

/**
 * Copies those of an exercise's starter files that the learner's folder lacks; all of them at first. Files that are
 * there are never touched. Gives the names of the files copied.
 */
export async function copyStarter(
  exercise: Pick<Exercise, 'folder' | 'workFolder' | 'files'>,
): Promise<readonly string[]> {
  const missing = exercise.files.filter((file) => !existsSync(join(exercise.workFolder, file)));
  await mkdir(exercise.workFolder, { recursive: true });
  for (const file of missing) {
    await copyFile(join(exercise.folder, file), join(exercise.workFolder, file), constants.COPYFILE_EXCL);
  }
  return missing;
}
