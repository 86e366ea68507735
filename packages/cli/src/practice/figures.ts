import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult } from '@keysmith/course';

/** Where the pictures of a run were written, from the course's folder on, by the check that they belong to. */
export type Figures = Readonly<Record<string, string>>;

/** Writes the pictures that instruments drew, in place of those of the run before. */
export async function writeFigures(
  root: string,
  exercise: string,
  results: readonly CheckResult[],
): Promise<Figures> {
  const folder = ['.keysmith', 'figures', exercise];
  await rm(join(root, ...folder), { recursive: true, force: true });
  const figures: Record<string, string> = {};
  for (const { id, failure } of results) {
    if (failure?.figure === undefined) continue;
    await mkdir(join(root, ...folder), { recursive: true });
    await writeFile(join(root, ...folder, `${id}.svg`), failure.figure.svg);
    figures[id] = [...folder, `${id}.svg`].join('/');
  }
  return figures;
}
