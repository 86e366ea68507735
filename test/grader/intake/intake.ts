import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { onTestFinished } from 'vitest';
import { openClass } from '../../../packages/grader/src/intake/class.ts';

/** A temporary folder of the test. */
export async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-intake-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes one file and gives its path. */
export async function file(name: string, content: Uint8Array): Promise<string> {
  const path = join(await place(), name);
  await writeFile(path, content);
  return path;
}

/**
 * What the intake makes of a class, by learner and exercise: the taken files with their text, "missing" with what was found
 * instead, or the refusal.
 */
export async function takenFrom(
  path: string,
  exercises: readonly Exercise[],
): Promise<Record<string, Record<string, unknown>>> {
  await using intake = await openClass(path, exercises);
  const rows: Record<string, Record<string, unknown>> = {};
  for (const learner of intake.learners) {
    const submission = await intake.take(learner);
    const row: Record<string, unknown> = {};
    for (const { exercise, found } of submission.exercises) {
      if (found.kind === 'files') row[exercise.slug] = await textsIn(found.folder, exercise);
      else row[exercise.slug] = found.kind === 'missing' ? found.found : `${found.code}: ${found.reason}`;
    }
    rows[learner] = row;
  }
  return rows;
}

async function textsIn(folder: string, { files }: Exercise): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}
