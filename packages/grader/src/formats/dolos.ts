import type { Exercise, Student } from '@keysmith/course';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { SourceFile } from '../loader/link.ts';
import { folderOf } from '../report/file-name.ts';
import { csvText } from './csv-text.ts';

/** What one learner handed in for the exercise. */
export interface DolosEntry {
  readonly learner: string;
  readonly student?: Student;
  readonly files: readonly SourceFile[];
  /** When it was handed in, if that is known. */
  readonly createdAt?: Date;
}

export interface DolosExport {
  /** For `dolos run -l typescript -i <template> <zip>`. */
  readonly zip: Uint8Array;
  /** The starter, whose code nobody is to be charged with. */
  readonly template: string;
}

/** Any day: the zip is the same whenever it is made. */
const DAY = new Date(2026, 0, 1);

/**
 * One exercise of a class in the form that Dolos takes: a file for each learner, and `info.csv` with Dolos's own columns
 * (https://dolos.ugent.be/docs/adding-metadata.html). The files of a learner are joined to one, since Dolos compares every
 * file with every other.
 */
export function dolosExport(
  exercise: Pick<Exercise, 'title'>,
  starter: readonly SourceFile[],
  entries: readonly DolosEntry[],
): DolosExport {
  const rows = entries.map(({ learner, student, createdAt }) => [
    `${folderOf(learner)}.ts`,
    student?.name ?? learner,
    exercise.title,
    createdAt?.toISOString() ?? '',
  ]);
  const files: Zippable = {
    'info.csv': strToU8(csvText([['filename', 'full_name', 'label', 'created_at'], ...rows])),
  };
  for (const { learner, files: own } of entries) files[`${folderOf(learner)}.ts`] = strToU8(joined(own));
  return { zip: zipSync(files, { mtime: DAY }), template: joined(starter) };
}

function joined(files: readonly SourceFile[]): string {
  return files.map(({ name, text }) => `// ${name}\n${text.trimEnd()}\n`).join('\n');
}
