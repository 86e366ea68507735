import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Exercise } from '@keysmith/course';

/** Where Vitest takes the learner's files from: the folder that is named, the learner's copy, or the starter. */
export function learnerFolder(
  { folder, workFolder }: Pick<Exercise, 'folder' | 'workFolder'>,
  named = process.env['KEYSMITH_LEARNER_DIR'],
): string {
  if (named !== undefined && named !== '') return resolve(named);
  return existsSync(workFolder) ? workFolder : folder;
}
