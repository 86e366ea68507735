import type { Output } from '@keysmith/grader/host';
import { format } from '@vitest/utils/display';

const STREAMS = {
  debug: 'stdout',
  dir: 'stdout',
  info: 'stdout',
  log: 'stdout',
  table: 'stdout',
  error: 'stderr',
  trace: 'stderr',
  warn: 'stderr',
} as const;

/** Leads what a learner's code prints to `print`, on the stream that Node would use. */
export function captureConsole(print: (output: Output) => void): void {
  for (const [name, stream] of Object.entries(STREAMS)) {
    Object.defineProperty(console, name, {
      value: (...given: unknown[]) => print({ stream, text: `${textOf(given)}\n` }),
      configurable: true,
      writable: true,
    });
  }
}

/**
 * As Node prints it: strings plain, and placeholders only where the first value is a string. Printing never throws,
 * whatever is printed.
 */
function textOf(given: unknown[]): string {
  try {
    if (typeof given[0] === 'string') return format(given);
    return given.map((value) => (typeof value === 'string' ? value : format([value]))).join(' ');
  } catch {
    return '[cannot be shown]';
  }
}
