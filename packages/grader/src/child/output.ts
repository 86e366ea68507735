/** More than this is not kept: a learner's loop may print for as long as it is let run. */
export const OUTPUT_BYTES_MAX = 1024 * 1024;

export interface Output {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/**
 * Leads everything that this process prints to `emit`, in its order and up to 1 MB, so that it cannot be mistaken
 * for a result and cannot drown one.
 */
export function captureOutput(emit: (output: Output) => void): void {
  let left = OUTPUT_BYTES_MAX;
  for (const stream of ['stdout', 'stderr'] as const) {
    const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
      const text = textOf(chunk, encoding);
      if (left > 0) emit({ stream, text: text.slice(0, left) });
      if (left > 0 && text.length >= left) {
        emit({ stream: 'stderr', text: '\n[Output beyond 1 MB is left out.]\n' });
      }
      left -= text.length;
      const callback = typeof encoding === 'function' ? encoding : done;
      if (typeof callback === 'function') queueMicrotask(() => (callback as () => void)());
      return true;
    };
    process[stream].write = write as typeof process.stdout.write;
  }
}

function textOf(chunk: unknown, encoding: unknown): string {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk).toString('utf8');
  if (typeof encoding === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') {
    return Buffer.from(String(chunk), encoding as BufferEncoding).toString('utf8');
  }
  return String(chunk);
}
