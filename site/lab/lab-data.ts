import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';

/** A file of an exercise, by its name without a folder. */
export interface LabFile {
  readonly name: string;
  readonly text: string;
}

/** What the lab has to know of an exercise. It is fetched when the lab is opened, so the page itself stays small. */
export interface LabData {
  readonly slug: string;
  readonly title: string;
  /** "10-one-to-many/16-composite-key": the folder in which exported work lies. */
  readonly path: string;
  readonly tasks: Exercise['tasks'];
  readonly checks: Exercise['checks'];
  readonly maxPoints: number;
  /** The learner's files as the starter has them. */
  readonly starter: readonly LabFile[];
  /** The reference solution, which is on a page of its own as well. Here it makes the checks run fast. */
  readonly solution: readonly LabFile[];
  /** The text of checks.test.ts. */
  readonly checksText: string;
}

/** Reads what the lab needs from the exercise's folder. */
export async function labDataOf(exercise: Exercise): Promise<LabData> {
  const { slug, title, path, tasks, checks, maxPoints, files, folder, solutionFolder } = exercise;
  const filesIn = (place: string): Promise<LabFile[]> =>
    Promise.all(files.map(async (name) => ({ name, text: await readFile(join(place, name), 'utf8') })));
  return {
    slug,
    title,
    path,
    tasks,
    checks,
    maxPoints,
    starter: await filesIn(folder),
    solution: await filesIn(solutionFolder),
    checksText: await readFile(join(folder, 'checks.test.ts'), 'utf8'),
  };
}
