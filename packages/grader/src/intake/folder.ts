import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPassedOver, type Entry } from './entry.ts';
import { DEPTH_MAX, LEARNER_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

/**
 * Lists the files below a folder without following a link.
 *
 * @throws {Refusal} 'submission.link', 'submission.name', 'submission.count'
 */
export async function listFolder(folder: string, name: string): Promise<Entry[]> {
  const stats = await lstat(folder).catch(() => undefined);
  if (stats === undefined)
    throw new Refusal(
      'submission.name',
      "The folder's name is not valid Unicode, so it cannot be opened. Rename it.",
    );
  if (stats.isSymbolicLink()) throw linkRefusal('The submission');
  const listing: Listing = { name, entries: [] };
  await walk(folder, '', listing);
  return listing.entries;
}

interface Listing {
  /** The submission's name, for messages. */
  readonly name: string;
  readonly entries: Entry[];
}

async function walk(folder: string, prefix: string, listing: Listing): Promise<void> {
  const { name, entries } = listing;
  if (prefix.split('/').length > DEPTH_MAX)
    throw new Refusal('submission.count', `${name} has more than ${DEPTH_MAX} folders inside each other.`);
  for (const found of await readdir(folder, { withFileTypes: true })) {
    if (isPassedOver(found.name)) continue;
    const at = join(folder, found.name);
    const path = prefix + found.name;
    if (found.isDirectory()) {
      await walk(at, `${path}/`, listing).catch(unlessUnreadable);
      continue;
    }
    const stats = await lstat(at).catch(() => undefined);
    if (stats === undefined) continue;
    const kind = stats.isFile() ? 'file' : stats.isSymbolicLink() ? 'link' : 'special';
    entries.push({ path, kind, size: stats.size, at });
    if (entries.length > LEARNER_LIMITS.entries)
      throw new Refusal(
        'submission.count',
        `${name} has more than ${LEARNER_LIMITS.entries} files. Hand in the exercise's files alone.`,
      );
  }
}

/** A folder whose name is no Unicode, or that may not be entered, holds nothing that can be named. */
function unlessUnreadable(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error;
}

/** Reads a regular file, which must not have become a link or grown since it was listed. */
export async function readRegular(path: string, bytesMax: number): Promise<Buffer | undefined> {
  await using handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  const stats = await handle.stat();
  if (!stats.isFile() || stats.size > bytesMax) return undefined;
  return handle.readFile();
}

export function linkRefusal(what: string): Refusal {
  return new Refusal(
    'submission.link',
    `${what} is a link, which could lead anywhere. Put the folder itself there.`,
  );
}
