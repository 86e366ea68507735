import { limitOutput, type Output } from '../job/limit-output.ts';

/**
 * Leads everything that this process prints to `emit`, in its order and up to 1 MB, so that it cannot be mistaken
 * for a result and cannot drown one.
 */
export function captureOutput(emit: (output: Output) => void): void {
  const print = limitOutput(emit);
  for (const stream of ['stdout', 'stderr'] as const) {
    const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
      print({ stream, text: textOf(chunk, encoding) });
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
