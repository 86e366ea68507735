import { Transform } from 'node:stream';
import { RATIO_FROM_BYTES, RATIO_MAX, type IntakeLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Counts what comes out of one archive and refuses it at the first limit, before anything more is inflated. */
export class Meter {
  readonly #archive: string;
  readonly #limits: IntakeLimits;
  readonly #packedBytes: number;
  #entries = 0;
  #taken = 0;
  #takenBytes = 0;
  #inflatedBytes = 0;

  /** @throws {Refusal} 'archive.size' if the archive itself is too large. */
  constructor(archive: string, limits: IntakeLimits, packedBytes: number) {
    this.#archive = archive;
    this.#limits = limits;
    this.#packedBytes = packedBytes;
    if (packedBytes > limits.archiveBytes)
      throw this.#refuse('archive.size', `has ${mb(packedBytes)}, and may have ${mb(limits.archiveBytes)}`);
  }

  /** @throws {Refusal} 'archive.count' */
  entry(): void {
    this.#entries += 1;
    if (this.#entries > this.#limits.entries)
      throw this.#refuse('archive.count', `lists more than ${this.#limits.entries} files`);
  }

  /**
   * A file is about to be read whose size the archive states.
   *
   * @throws {Refusal} 'archive.count', 'archive.size'
   */
  take(bytes: number): void {
    this.#taken += 1;
    this.#takenBytes += bytes;
    if (this.#taken > this.#limits.taken)
      throw this.#refuse('archive.count', `has more than ${this.#limits.taken} files to read`);
    if (this.#takenBytes > this.#limits.takenBytes)
      throw this.#refuse('archive.size', `unpacks to more than ${mb(this.#limits.takenBytes)}`);
  }

  /** @throws {Refusal} 'archive.size', 'archive.ratio' */
  inflated(bytes: number): void {
    this.#inflatedBytes += bytes;
    const total = this.#inflatedBytes;
    if (total > this.#limits.inflatedBytes)
      throw this.#refuse('archive.size', `unpacks to more than ${mb(this.#limits.inflatedBytes)}`);
    if (total > RATIO_FROM_BYTES && total > RATIO_MAX * this.#packedBytes)
      throw this.#refuse('archive.ratio', `unpacks to more than ${RATIO_MAX} times its size, as bombs do`);
  }

  /** Passes bytes on and counts them as inflated. */
  stream(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        try {
          this.inflated(chunk.length);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }

  #refuse(code: 'archive.count' | 'archive.size' | 'archive.ratio', what: string): Refusal {
    return new Refusal(code, `${this.#archive} ${what}. Pack the exercise's files alone.`);
  }
}

function mb(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MB`;
}
