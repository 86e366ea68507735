import type { Entry } from './entry.ts';
import type { IntakeLimits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Store } from './store.ts';
import { unpackTar } from './tar.ts';
import { unpackZip } from './zip.ts';

export interface Unpack {
  /** What the archive is called in messages. */
  readonly name: string;
  readonly limits: IntakeLimits;
  /** Whether a regular file of this path and size is to be unpacked; all others are listed only. */
  readonly wants: (path: string, bytes: number) => boolean;
  readonly store: Store;
}

const ZIP = /\.zip$/i;
const TAR = /\.(tar|tar\.gz|tgz)$/i;
const OTHER = /\.(gz|bz2|tbz2?|xz|txz|zst|7z|rar)$/i;

/** Whether the name is that of an archive, also of a kind that is not read. */
export function isArchive(name: string): boolean {
  return ZIP.test(name) || TAR.test(name) || OTHER.test(name);
}

/** "notes.tar.gz" → "notes". */
export function withoutEnding(name: string): string {
  return name.replace(/(\.tar)?\.[^.]+$/i, '');
}

/**
 * What an archive lists, with the wanted files unpacked into the store.
 *
 * @throws {Refusal} with the file, the rule and the remedy.
 */
export async function unpack(file: string, options: Unpack): Promise<Entry[]> {
  if (ZIP.test(options.name)) return unpackZip(file, options);
  if (TAR.test(options.name)) return unpackTar(file, options);
  throw new Refusal(
    'archive.kind',
    `${options.name} is an archive of a kind that is not read. Hand it in as .zip or .tar.gz.`,
  );
}
