import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Exercise } from '@keysmith/course';

/** Where old copies are kept, beside the exercises of the same chapter. */
const KEPT = '.before-reset';

/**
 * Moves the learner's folder aside, whole, so that nothing is lost. Gives its new place below work/.
 */
export async function setAside({ workFolder, path }: Pick<Exercise, 'workFolder' | 'path'>): Promise<string> {
  const kept = join(dirname(workFolder), KEPT);
  await mkdir(kept, { recursive: true });
  for (let number = 1; ; number += 1) {
    const name = `${basename(workFolder)}-${number}`;
    if (existsSync(join(kept, name))) continue;
    await rename(workFolder, join(kept, name));
    return `work/${dirname(path)}/${KEPT}/${name}`;
  }
}

/** Whether the learner's files are still the starter's. */
export async function isUntouched(
  exercise: Pick<Exercise, 'folder' | 'workFolder' | 'files'>,
): Promise<boolean> {
  const same = exercise.files.map(async (file) => {
    const [starter, own] = await Promise.all(
      [exercise.folder, exercise.workFolder].map((folder) => readIfThere(join(folder, file))),
    );
    return starter === own;
  });
  return (await Promise.all(same)).every(Boolean);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}
