import type { FileHandle } from 'node:fs/promises';

/** Where a line stands in a file, in bytes, without its line feed. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

export interface Line extends Span {
  readonly text: string;
}

const CHUNK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** The whole lines of a file, one at a time; what stands behind the last line feed is left out. */
export async function* wholeLines(file: FileHandle): AsyncGenerator<Line> {
  let held: Buffer = Buffer.alloc(0);
  let heldAt = 0;
  for (;;) {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(CHUNK_BYTES),
      0,
      CHUNK_BYTES,
      heldAt + held.length,
    );
    if (bytesRead === 0) return;
    let searchFrom = held.length;
    held = Buffer.concat([held, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (;;) {
      const end = held.indexOf(LINE_FEED, searchFrom);
      if (end < 0) break;
      yield { at: heldAt + start, length: end - start, text: held.toString('utf8', start, end) };
      start = end + 1;
      searchFrom = start;
    }
    held = held.subarray(start);
    heldAt += start;
  }
}

/** The text of one line. */
export async function readSpan(file: FileHandle, { at, length }: Span): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.toString('utf8', 0, bytesRead);
}
