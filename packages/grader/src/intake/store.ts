import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * A temporary folder for what is unpacked. Its files are numbered: no name out of an archive ever reaches the file
 * system, so none can climb, hide or overwrite.
 */
export class Store implements AsyncDisposable {
  readonly #folder: string;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Store> {
    return new Store(await mkdtemp(join(tmpdir(), 'keysmith-intake-')));
  }

  /** Writes a stream to a new file and gives its path. */
  async put(content: Readable): Promise<string> {
    const path = this.#next();
    await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return path;
  }

  /** Writes files of these names, which the course gave, into a new folder, and gives its path. */
  async folder(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
    const path = this.#next();
    await mkdir(path);
    for (const [name, content] of files) await writeFile(join(path, name), content, { flag: 'wx' });
    return path;
  }

  async remove(path: string): Promise<void> {
    await rm(path, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.remove(this.#folder);
  }

  #next(): string {
    this.#count += 1;
    return join(this.#folder, String(this.#count));
  }
}
