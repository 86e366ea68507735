import { constants, copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from './model.ts';

/** Names of the exercise's files that the learner's folder lacks; all of them before the first copy. */
export function missingFiles({
  files,
  workFolder,
}: Pick<Exercise, 'workFolder' | 'files'>): readonly string[] {
  return files.filter((file) => !existsSync(join(workFolder, file)));
}

/**
 * Copies those of an exercise's starter files that the learner's folder lacks; all of them at first. Files that are
 * there are never touched. Gives the names of the files copied.
 */
export async function copyStarter(
  exercise: Pick<Exercise, 'folder' | 'workFolder' | 'files'>,
): Promise<readonly string[]> {
  const missing = missingFiles(exercise);
  await mkdir(exercise.workFolder, { recursive: true });
  for (const file of missing) {
    await copyFile(join(exercise.folder, file), join(exercise.workFolder, file), constants.COPYFILE_EXCL);
  }
  return missing;
}
