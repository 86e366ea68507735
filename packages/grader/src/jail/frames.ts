import { Buffer } from 'node:buffer';

/**
 * One message between judge and jail: a header line of words, and a body that is not looked at on the way. On the wire:
 * the length of both as 32 bits, the header, a line feed, the body. Bodies of requests and replies stay the text that
 * the SDK and the table wrote, so that nothing is encoded twice on the hot path.
 */
export interface Frame {
  readonly words: readonly string[];
  readonly body: Buffer;
}

/** Frames longer than the limit, or without an end to their header. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  readonly isTooLong: boolean;

  constructor(message: string, isTooLong = false) {
    super(message);
    this.isTooLong = isTooLong;
  }
}

const PREFIX_BYTES = 4;
const HEADER_BYTES_MAX = 512;

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  readonly #bytesMax: number;
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = PREFIX_BYTES;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** @throws {FrameError} */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const frames: Frame[] = [];
    for (;;) {
      this.#needed = PREFIX_BYTES;
      if (rest.length < PREFIX_BYTES) break;
      const length = rest.readUInt32LE(0);
      if (length > this.#bytesMax) throw new FrameError(`a frame of ${length} bytes`, true);
      this.#needed = PREFIX_BYTES + length;
      if (rest.length < this.#needed) break;
      frames.push(frameIn(rest.subarray(PREFIX_BYTES, this.#needed)));
      rest = rest.subarray(this.#needed);
    }
    this.#chunks = [rest];
    this.#length = rest.length;
    return frames;
  }
}

function frameIn(bytes: Buffer): Frame {
  const end = bytes.indexOf(10);
  if (end < 0 || end > HEADER_BYTES_MAX) throw new FrameError('a frame without a header');
  return { words: bytes.toString('latin1', 0, end).split(' '), body: bytes.subarray(end + 1) };
}

const NOTHING = Buffer.alloc(0);

/** Collects frames and writes them at once. */
export class FrameWriter {
  readonly #write: (bytes: Buffer) => void;
  #parts: Buffer[] = [];

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  add(header: string, body: string | Uint8Array = NOTHING): void {
    const isText = typeof body === 'string';
    const headerBytes = header.length + 1;
    const bodyBytes = isText ? Buffer.byteLength(body) : body.length;
    const bytes = Buffer.allocUnsafe(PREFIX_BYTES + headerBytes + bodyBytes);
    bytes.writeUInt32LE(headerBytes + bodyBytes, 0);
    bytes.write(header, PREFIX_BYTES, 'latin1');
    bytes[PREFIX_BYTES + headerBytes - 1] = 10;
    if (isText) bytes.write(body, PREFIX_BYTES + headerBytes, 'utf8');
    else bytes.set(body, PREFIX_BYTES + headerBytes);
    this.#parts.push(bytes);
  }

  flush(): void {
    if (this.#parts.length === 0) return;
    const parts = this.#parts;
    this.#parts = [];
    this.#write(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
  }
}
