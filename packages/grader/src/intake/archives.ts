import type { Exercise } from '@keysmith/course';
import { FILE_BYTES_MAX } from '../run/learner-files.ts';
import { withoutAgain } from './canvas.ts';
import { folderOfPath, isPassedOver, nameOf, type Entry } from './entry.ts';
import { LEARNER_LIMITS, NESTING_MAX } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';
import { isArchive, unpack, withoutEnding } from './unpack.ts';

export interface ExpandOptions {
  readonly exercises: readonly Exercise[];
  readonly store: Store;
}

/** Whether a file inside an archive is to be unpacked: a named learner file, or an archive in its turn. */
export function wantedBy(exercises: readonly Exercise[]): (path: string, bytes: number) => boolean {
  const names = new Set(exercises.flatMap(({ files }) => files));
  return (path, bytes) => {
    if (path.split('/').some(isPassedOver)) return false;
    const name = nameOf(path);
    if (isArchive(name)) return bytes <= LEARNER_LIMITS.archiveBytes;
    // A larger one is refused by its size, for which its content is not needed.
    return names.has(name) && bytes <= FILE_BYTES_MAX;
  };
}

/** The same for an archive of a class, in which bulk downloads put more around the names: "ada_1_2_access-1.ts". */
export function wantedOfClass(exercises: readonly Exercise[]): (path: string, bytes: number) => boolean {
  const isWanted = wantedBy(exercises);
  const names = [...new Set(exercises.flatMap(({ files }) => files))];
  return (path, bytes) => {
    const name = names.find((one) => withoutAgain(nameOf(path)).endsWith(`_${one}`));
    return isWanted(name === undefined ? path : folderOfPath(path) + name, bytes);
  };
}

/** What a submission lists, its archives opened. */
export interface Expanded {
  readonly entries: readonly Entry[];
  /** Why an archive was not opened. It counts only for what is found nowhere else. */
  readonly refusal?: Refusal;
}

/**
 * A submission's files together with those inside its archives. An archive's files stand where it stands, and in a
 * folder of its name: "composite-key.zip" may hold the files of that exercise alone.
 */
export async function expandArchives(
  entries: readonly Entry[],
  options: ExpandOptions,
  nesting = 0,
): Promise<Expanded> {
  const isPacked = ({ kind, path }: Entry): boolean =>
    kind === 'file' && isArchive(path) && !path.split('/').some(isPassedOver);
  const expanded: Entry[] = [];
  let refusal: Refusal | undefined;
  const packed = entries.filter(isPacked);
  for (const entry of packed) {
    const place = folderOfPath(entry.path);
    // Two archives side by side must not write over each other.
    const isAlone = packed.every((other) => other === entry || folderOfPath(other.path) !== place);
    const inside = await openArchive(entry, options, nesting);
    refusal ??= inside.refusal;
    for (const one of inside.entries) {
      expanded.push({ ...one, path: `${withoutEnding(entry.path)}/${one.path}` });
      if (isAlone) expanded.push({ ...one, path: place + one.path });
    }
  }
  // Files that lie there unpacked come last and so win over those of an archive.
  const all = [...expanded, ...entries.filter((entry) => !isPacked(entry))];
  return { entries: all, ...(refusal && { refusal }) };
}

async function openArchive(entry: Entry, options: ExpandOptions, nesting: number): Promise<Expanded> {
  try {
    if (nesting >= NESTING_MAX)
      throw new Refusal(
        'archive.nested',
        `${nameOf(entry.path)} is an archive inside an archive. Pack the exercise's files themselves.`,
      );
    return await expandArchives(await insideOf(entry, options), options, nesting + 1);
  } catch (error) {
    if (error instanceof Refusal) return { entries: [], refusal: error };
    throw error;
  }
}

async function insideOf({ path, at, size }: Entry, { exercises, store }: ExpandOptions): Promise<Entry[]> {
  const name = nameOf(path);
  if (at === undefined)
    throw new Refusal(
      'archive.size',
      `${name} has ${Math.ceil(size / 1024 / 1024)} MB, and may have ${LEARNER_LIMITS.archiveBytes / 1024 / 1024} MB. Pack the exercise's files alone.`,
    );
  return unpack(at, { name, limits: LEARNER_LIMITS, wants: wantedBy(exercises), store });
}
