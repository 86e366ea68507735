import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../loader/link.ts';

/** A larger file is no learner's work; it is refused before anything reads it. */
export const FILE_BYTES_MAX = 256 * 1024;

/** A learner's file that cannot be taken; the message says why and what to do. */
export class LearnerFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LearnerFileError';
  }
}

/**
 * Reads the files that the manifest names and no others, each from the first folder that has it.
 *
 * @throws {LearnerFileError} for a file that is in no folder, is no regular file (a link could lead anywhere), or is
 *   larger than 256 KB.
 */
export async function readLearnerFiles(
  names: readonly string[],
  folders: readonly string[],
): Promise<SourceFile[]> {
  return Promise.all(names.map(async (name) => ({ name, text: await readFirst(name, folders, names) })));
}

async function readFirst(
  name: string,
  folders: readonly string[],
  names: readonly string[],
): Promise<string> {
  for (const folder of folders) {
    const text = await readRegular(join(folder, name), name);
    if (text !== undefined) return text;
  }
  throw new LearnerFileError(`${name} is missing. This exercise takes ${names.join(' and ')}; put it back.`);
}

async function readRegular(path: string, name: string): Promise<string | undefined> {
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) {
    throw new LearnerFileError(
      `${name} is not a regular file. Replace the link or folder by the file itself.`,
    );
  }
  if (stats.size > FILE_BYTES_MAX) {
    throw new LearnerFileError(
      `${name} has ${Math.ceil(stats.size / 1024)} KB, and a learner's file has at most ${FILE_BYTES_MAX / 1024} KB. Make it smaller.`,
    );
  }
  return readFile(path, 'utf8');
}
