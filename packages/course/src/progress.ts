import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CourseError } from './error.ts';
import type { Exercise } from './model.ts';
import { progressSchema, type Progress } from './schemas/progress.ts';
import type { CheckResult } from './schemas/verdict.ts';

const PLACE = '.keysmith/progress.json';

/** One run of an exercise's checks. */
export interface Run {
  readonly exercise: Pick<Exercise, 'slug' | 'tasks' | 'checks'>;
  readonly results: readonly CheckResult[];
  readonly now: Date;
}

/**
 * The learner's progress; empty if there is no file yet. Slugs that the course does not know are kept, since they may
 * belong to another version of it.
 *
 * A file that cannot be read is renamed to progress.json.corrupt-<n>, so that nothing is lost and the next command
 * works, and this one throws. A file that a newer version wrote stays where it is.
 *
 * @throws {CourseError} `progress.unreadable` or `progress.newer-version`.
 */
export async function readProgress(root: string): Promise<Progress> {
  const text = await readIfThere(fileOf(root));
  if (text === undefined) return { version: 1, exercises: {} };
  const { value, why } = parse(text);
  if (why === undefined && isNewer(value)) throw newerVersion();
  const result = progressSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const kept = await setAside(root);
  throw unreadable(kept, why ?? `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

/** Writes progress so that a reader, or a crash in between, sees the old file or the new one and never a half. */
export async function writeProgress(root: string, progress: Progress): Promise<void> {
  const file = fileOf(root);
  const temporary = `${file}.${randomUUID()}.tmp`;
  await mkdir(join(root, '.keysmith'), { recursive: true });
  try {
    await writeFile(temporary, `${JSON.stringify(progressSchema.parse(progress), undefined, 2)}\n`);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Progress after a run. The tasks passed are those of this run; the moment at which everything first passed stays,
 * whatever later runs say. A check without a result has not passed.
 */
export function recordRun(progress: Progress, { exercise, results, now }: Run): Progress {
  const passed = new Set(results.filter(({ status }) => status === 'pass').map(({ id }) => id));
  const tasksPassed = exercise.tasks
    .map(({ id }) => id)
    .filter((task) =>
      exercise.checks.filter((check) => check.task === task).every(({ id }) => passed.has(id)),
    );
  const before = progress.exercises[exercise.slug]?.passedAt;
  const passedAt = before ?? (tasksPassed.length === exercise.tasks.length ? now.toISOString() : undefined);
  const entry = passedAt === undefined ? { tasksPassed } : { tasksPassed, passedAt };
  return { ...progress, exercises: { ...progress.exercises, [exercise.slug]: entry } };
}

function fileOf(root: string): string {
  return join(root, '.keysmith', 'progress.json');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): { readonly value?: unknown; readonly why?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return typeof value.version === 'number' && value.version > 1;
}

/** Renames the file to the first free name and returns that name. */
async function setAside(root: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const aside = `${fileOf(root)}.corrupt-${number}`;
    if (await exists(aside)) continue;
    await rename(fileOf(root), aside);
    return `${PLACE}.corrupt-${number}`;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function unreadable(kept: string, why: string): CourseError {
  return new CourseError([
    {
      code: 'progress.unreadable',
      place: PLACE,
      rule: `The file that keeps your progress cannot be read (${why}). It is kept as ${kept}.`,
      remedy: `Mend that file and rename it back to ${PLACE}, or run the command again to begin with no progress.`,
    },
  ]);
}

function newerVersion(): CourseError {
  return new CourseError([
    {
      code: 'progress.newer-version',
      place: PLACE,
      rule: 'A newer version of the course wrote the file that keeps your progress, and this one cannot read it.',
      remedy: 'Update the course with `git pull`, or move the file away to begin with no progress.',
    },
  ]);
}
