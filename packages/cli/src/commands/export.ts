import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { exportDolos, gradescopeZip } from '@keysmith/grader';
import type { ExitCode } from '../exit-code.ts';
import { findExercise } from '../find-exercise.ts';
import { wholeCourse, type Session } from '../session.ts';

export interface GradescopeZipCommandOptions {
  readonly exercise: readonly string[];
  readonly seed: number;
  readonly out: string;
}

/** `keysmith gradescope-zip`: builds the zip that Gradescope takes as an autograder. */
export async function writeGradescopeZip(
  { exercise, seed, out }: GradescopeZipCommandOptions,
  { root, terminal }: Session,
): Promise<ExitCode> {
  const course = await wholeCourse(root);
  const exercises = exercise.map((name) => findExercise(course, name).slug);
  await writeFile(resolve(out), await gradescopeZip({ root, exercises, seed }));
  terminal.print(
    `Written: ${relative(process.cwd(), resolve(out))}. It holds the hidden seed ${seed}: for instructors only.`,
  );
  return 0;
}

export interface DolosOptions {
  readonly exercise: string;
  /** The folder to write to. */
  readonly out: string;
}

/** `keysmith dolos <folder>`: exports one exercise of a class for Dolos, and says how to run it. */
export async function writeDolos(
  folder: string,
  { exercise: name, out }: DolosOptions,
  { root, terminal }: Session,
): Promise<ExitCode> {
  const exercise = findExercise(await wholeCourse(root), name);
  const { zip, template, remarks } = await exportDolos({ exercise, folder: resolve(folder) });
  const [zipFile, templateFile] = [`${exercise.slug}.zip`, `${exercise.slug}.starter.ts`];
  await writeFile(resolve(out, zipFile), zip);
  await writeFile(resolve(out, templateFile), template);
  for (const remark of remarks) terminal.note(`Left out: ${remark}`);
  terminal.print(`Written: ${zipFile}, ${templateFile}`);
  terminal.print(`Next, with Dolos installed: dolos run -f web -l typescript -i ${templateFile} ${zipFile}`);
  return 0;
}
