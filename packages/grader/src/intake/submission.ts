import { createHash } from 'node:crypto';
import type { Exercise } from '@keysmith/course';
import { FILE_BYTES_MAX } from '../run/learner-files.ts';
import type { Expanded } from './archives.ts';
import type { Entry } from './entry.ts';
import { readRegular } from './folder.ts';
import { Listing } from './places.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';

/** What one learner handed in for one exercise. */
export type Found =
  /** The named files, alone, as regular files in a folder of their own. */
  | { readonly kind: 'files'; readonly folder: string }
  /** `found`: paths that look as if they were meant for it. */
  | { readonly kind: 'missing'; readonly found: string[] }
  /** Something is there that must not or cannot be read; the reason names file, rule and remedy. */
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string };

/** What one learner handed in: one entry for each exercise asked for, in their order. */
export interface Submission {
  /** The name of the folder or archive, or what the bulk download calls the learner. */
  readonly learner: string;
  readonly exercises: readonly { readonly exercise: Exercise; readonly found: Found }[];
  /** Of everything that can decide the marks, in hexadecimal. */
  readonly digest: string;
}

export interface TakeOptions {
  readonly learner: string;
  readonly exercises: readonly Exercise[];
  readonly store: Store;
}

/** Takes the named files of each exercise out of what was listed, and nothing else. */
export async function takeSubmission(
  list: () => Promise<Expanded>,
  { learner, exercises, store }: TakeOptions,
): Promise<Submission> {
  const hash = createHash('sha256');
  const note = (...parts: readonly (string | Uint8Array)[]): void => {
    for (const part of parts) hash.update(`${part.length}:`).update(part);
  };
  const find = await finder(list, exercises);
  const taken: { exercise: Exercise; found: Found }[] = [];
  for (const exercise of exercises) {
    const files = await find(exercise);
    note(exercise.slug);
    if ('kind' in files) {
      note(JSON.stringify(files));
      taken.push({ exercise, found: files });
    } else {
      for (const [name, content] of files) note(name, content);
      taken.push({ exercise, found: { kind: 'files', folder: await store.folder(files) } });
    }
  }
  return { learner, exercises: taken, digest: hash.digest('hex') };
}

type Files = ReadonlyMap<string, Uint8Array>;
type NoFiles = Exclude<Found, { kind: 'files' }>;

async function finder(
  list: () => Promise<Expanded>,
  exercises: readonly Exercise[],
): Promise<(exercise: Exercise) => Promise<Files | NoFiles>> {
  try {
    const { entries, refusal } = await list();
    const listing = new Listing(entries, exercises);
    return async (exercise) => {
      const files = await filesOf(exercise, listing).catch(refusedBy);
      return 'found' in files && refusal ? refusedBy(refusal) : files;
    };
  } catch (error) {
    const refused = refusedBy(error);
    return () => Promise.resolve(refused);
  }
}

async function filesOf(exercise: Exercise, listing: Listing): Promise<Files | NoFiles> {
  const place = listing.placeOf(exercise);
  if (place.kind === 'missing') return place;
  const files = new Map<string, Uint8Array>();
  for (const name of exercise.files) {
    const entry = listing.byPath.get(place.prefix + name);
    // The judge says which file is missing, and so it does for a learner's own run.
    if (entry !== undefined) files.set(name, await contentOf(entry, name));
  }
  return files;
}

async function contentOf({ kind, size, at }: Entry, name: string): Promise<Uint8Array> {
  if (kind !== 'file')
    throw new Refusal(
      kind === 'link' ? 'submission.link' : 'submission.special',
      `${name} is not a regular file. Replace the link or folder by the file itself.`,
    );
  const content = at === undefined ? undefined : await readRegular(at, FILE_BYTES_MAX);
  if (content !== undefined) return content;
  throw new Refusal(
    'submission.size',
    `${name} has ${Math.ceil(size / 1024)} KB, and a learner's file has at most ${FILE_BYTES_MAX / 1024} KB. Make it smaller.`,
  );
}

function refusedBy(error: unknown): NoFiles {
  if (!(error instanceof Refusal)) throw error;
  return { kind: 'refused', code: error.code, reason: error.message };
}
