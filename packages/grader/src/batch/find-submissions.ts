import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { GradeError } from './grade-error.ts';

/** What one learner handed in for one exercise. */
export type Found =
  | { readonly kind: 'files'; readonly folder: string }
  | { readonly kind: 'missing' }
  /** Something is there that must not or cannot be read; the reason is a sentence with the remedy. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What one learner handed in: one entry for each exercise asked for, in their order. */
export interface Submission {
  /** The folder's name, as it stands on the disk. */
  readonly learner: string;
  readonly exercises: readonly { readonly exercise: Exercise; readonly found: Found }[];
}

/** What unpacking tools leave behind. */
const NOT_LEARNERS = new Set(['__MACOSX', 'node_modules']);
const ARCHIVE = /\.(zip|tar|tgz|gz|bz2|xz|7z|rar)$/i;

/**
 * The submissions in a folder, sorted by learner (by code point, so that no machine's language changes the order). A
 * link and an archive that nobody unpacked are listed too: nothing handed in disappears without a word.
 *
 * @throws {GradeError} 'grade.no-folder', 'grade.no-submissions'
 */
export async function findSubmissions(folder: string, exercises: readonly Exercise[]): Promise<Submission[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new GradeError(
      'grade.no-folder',
      `${folder} is no folder that can be read. Name the folder that holds one folder for each learner.`,
    );
  });
  const learners = entries
    .filter(({ name }) => !name.startsWith('.') && !NOT_LEARNERS.has(name))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink() || ARCHIVE.test(entry.name))
    .map(({ name }) => name)
    .sort(byCodePoint);
  if (learners.length === 0) {
    throw new GradeError(
      'grade.no-submissions',
      `${folder} holds no submissions. Put one folder for each learner into it, with the files of an exercise inside.`,
    );
  }
  return Promise.all(learners.map((learner) => submissionOf(learner, { folder, exercises })));
}

async function submissionOf(
  learner: string,
  { folder, exercises }: { readonly folder: string; readonly exercises: readonly Exercise[] },
): Promise<Submission> {
  const refused = await refusalOf(join(folder, learner));
  const isOnly = exercises.length === 1;
  const found = await Promise.all(
    exercises.map(async (exercise) => ({
      exercise,
      found: refused ?? (await findExercise(join(folder, learner), exercise, isOnly)),
    })),
  );
  return { learner, exercises: found };
}

/** The first of the accepted places that holds one of the exercise's files. */
async function findExercise(learnerFolder: string, exercise: Exercise, isOnly: boolean): Promise<Found> {
  for (const place of placesOf(exercise, isOnly)) {
    const found = await look(learnerFolder, place, exercise.files);
    if (found.kind !== 'missing') return found;
  }
  return { kind: 'missing' };
}

/** Folders inside a learner's, as lists of names. */
function placesOf({ slug, path }: Exercise, isOnly: boolean): string[][] {
  const [chapter = '', numbered = ''] = path.split('/');
  const places = [[slug], [numbered], [chapter, numbered]];
  return [...places, ...places.map((place) => ['work', ...place]), ...(isOnly ? [[]] : [])];
}

async function look(base: string, names: readonly string[], files: readonly string[]): Promise<Found> {
  let folder = base;
  for (const name of names) {
    folder = join(folder, name);
    const stats = await lstat(folder).catch(() => undefined);
    if (stats?.isSymbolicLink()) return refuseLink(names.join('/'));
    if (!stats?.isDirectory()) return { kind: 'missing' };
  }
  const present = await Promise.all(files.map((file) => lstat(join(folder, file)).catch(() => undefined)));
  return present.some((stats) => stats !== undefined) ? { kind: 'files', folder } : { kind: 'missing' };
}

/** Why a learner's entry as a whole is not looked into. */
async function refusalOf(path: string): Promise<Found | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined) {
    return {
      kind: 'refused',
      reason: "The folder's name is not valid Unicode, so it cannot be opened. Rename it.",
    };
  }
  if (stats.isSymbolicLink()) return refuseLink('The submission');
  if (!stats.isDirectory())
    return { kind: 'refused', reason: 'The submission is an archive. Unpack it into a folder.' };
  return undefined;
}

function refuseLink(what: string): Found {
  return {
    kind: 'refused',
    reason: `${what} is a link, which could lead anywhere. Put the folder itself there.`,
  };
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
