import type { Exercise } from '@keysmith/course';
import { dolosExport, type DolosEntry, type DolosExport } from '../formats/dolos.ts';
import { LearnerFileError, readLearnerFiles } from '../run/learner-files.ts';
import { openClass } from '../intake/class.ts';

export interface ExportDolosOptions {
  readonly exercise: Exercise;
  /** The folder or archive that holds the submissions. */
  readonly folder: string;
}

/**
 * Reads what a class handed in for one exercise, and runs nothing. Submissions that cannot be read are left out, with the
 * reason.
 *
 * @throws {GradeError}
 */
export async function exportDolos({
  exercise,
  folder,
}: ExportDolosOptions): Promise<DolosExport & { readonly remarks: readonly string[] }> {
  const remarks: string[] = [];
  const entries: DolosEntry[] = [];
  await using intake = await openClass(folder, [exercise]);
  for (const learner of intake.learners) {
    const found = (await intake.take(learner)).exercises[0]?.found;
    if (found?.kind === 'refused') remarks.push(`${learner}: ${found.reason}`);
    if (found?.kind !== 'files') continue;
    try {
      entries.push({ learner, files: await readLearnerFiles(exercise.files, [found.folder]) });
    } catch (error) {
      if (!(error instanceof LearnerFileError)) throw error;
      remarks.push(`${learner}: ${error.message}`);
    }
  }
  const starter = await readLearnerFiles(exercise.files, [exercise.folder]);
  return { ...dolosExport(exercise, starter, entries), remarks };
}
