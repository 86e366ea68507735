import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../error.ts';

/** Takes a problem down. Reading goes on, so that an author sees everything that is wrong at once. */
export type Report = (problem: Problem) => void;

/** One file or folder as a listing shows it. */
export interface Entry {
  readonly name: string;
  /** Path inside the repository, with forward slashes on every platform. */
  readonly place: string;
  readonly isFolder: boolean;
}

/**
 * The repository as the loader sees it. Every path that goes in or comes out is a place (relative to the
 * repository, forward slashes), so that problems read the same on every machine.
 */
export class Source {
  readonly root: string;
  readonly report: Report;

  constructor(root: string, report: Report) {
    this.root = root;
    this.report = report;
  }

  /** The absolute path of a place. */
  absolute(place: string): string {
    return join(this.root, ...place.split('/'));
  }

  /**
   * What a folder holds, sorted by name; empty if there is no such folder. Hidden files and node_modules belong to
   * the machine, not to the course, and are left out.
   */
  async list(place: string): Promise<readonly Entry[]> {
    try {
      const found = await readdir(this.absolute(place), { withFileTypes: true });
      return found
        .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
        .map((entry) => ({
          name: entry.name,
          place: `${place}/${entry.name}`,
          isFolder: entry.isDirectory(),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  }

  /** The text of a file, or undefined if there is none. A byte order mark and CR line ends are taken off. */
  async read(place: string): Promise<string | undefined> {
    try {
      const text = await readFile(this.absolute(place), 'utf8');
      return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }
}

/** ENOTDIR comes where a file has the name of a folder, EISDIR the other way round. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
