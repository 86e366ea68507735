import { constants } from 'node:os';
import type { Ending } from '../child/process.ts';
import type { LimitName } from './limits.ts';

const EXIT_BY_SIGNAL = 128;

/** Node ends itself by one of these when there is no more memory to be had. */
const OUT_OF_MEMORY = ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS'];

/** The signal that ended the jail's program. bubblewrap tells it by its exit code. */
function signalOf({ code, signal }: Ending): string | undefined {
  if (signal !== null) return signal;
  if (code === null || code <= EXIT_BY_SIGNAL) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - EXIT_BY_SIGNAL)?.[0];
}

/** The limit that ended a jail, as far as its ending tells. */
export function limitOf(ending: Ending, lastWords: string): LimitName | undefined {
  const signal = signalOf(ending);
  if (signal === 'SIGXCPU') return 'cpu';
  if (/heap out of memory|heap limit/i.test(lastWords)) return 'heap';
  if (/out of memory|cannot allocate memory|bad_alloc/i.test(lastWords)) return 'memory';
  return signal !== undefined && OUT_OF_MEMORY.includes(signal) ? 'memory' : undefined;
}

/** "exit code 1", "signal SIGKILL" */
export function endingText(ending: Ending): string {
  const signal = signalOf(ending);
  return signal === undefined ? `exit code ${ending.code}` : `signal ${signal}`;
}
