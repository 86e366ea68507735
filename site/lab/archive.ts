import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { LabFile } from './lab-data.ts';

/** Nothing that a learner writes comes near this; a larger archive is something else, or meant to do harm. */
const FILE_BYTES_MAX = 1024 * 1024;
const ENTRIES_MAX = 200;

/** The earliest time that a zip file can say; the same work gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The learner's files as a zip file that unpacks into `work/`, or into the folder of a submission: the names in it are
 * those that the command and the grader look for.
 */
export function packWork(path: string, files: readonly LabFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, text }) => [`${path}/${name}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: NO_TIME });
}

/** A file that the learner chose. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The texts in what a learner chose: TypeScript files, or a zip file that holds the exercise's folder or the files alone.
 *
 * @throws {Error} whose message is for the learner, if it is no archive, too large, or no text.
 */
export function unpackWork(path: string, chosen: readonly ChosenFile[]): LabFile[] {
  return chosen.flatMap(({ name, bytes }) => {
    if (!name.toLowerCase().endsWith('.zip')) return [{ name, text: textOf(name, bytes) }];
    const entries = Object.entries(unzip(name, bytes));
    const own = entries.filter(([entry]) => entry.includes(`${path}/`));
    return (own.length > 0 ? own : entries).map(([entry, content]) => ({
      name: entry.split('/').at(-1) ?? entry,
      text: textOf(entry, content),
    }));
  });
}

function unzip(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter({ name: entry, originalSize }) {
        count += 1;
        return count <= ENTRIES_MAX && entry.endsWith('.ts') && originalSize <= FILE_BYTES_MAX;
      },
    });
  } catch {
    throw new Error(
      `${name} is no zip file that can be read. Choose one that this page exported, or the .ts files.`,
    );
  }
}

function textOf(name: string, bytes: Uint8Array): string {
  if (bytes.length > FILE_BYTES_MAX) throw new Error(`${name} is larger than 1 MB, which no answer is.`);
  const text = strFromU8(bytes);
  if (text.includes('\0'))
    throw new Error(`${name} is no text. Choose the .ts files, or a .zip file with them.`);
  return text;
}
