import { join } from 'node:path';
import type { BesideEvent } from './messages.ts';
import { runPasses, type PassesOptions } from './passes.ts';

/** Editors write a file in several steps; what comes within this time is one save. */
const SAVE_MS = 20;

export interface DeskOptions extends Pick<PassesOptions, 'exercise' | 'root' | 'runners'> {
  /** Calls at every change of files, which need not be there yet. Gives what ends the watching. */
  readonly watch: WatchFiles;
}

export type WatchFiles = (paths: readonly string[], onChange: () => void) => () => void;

type Listener = (event: BesideEvent) => void;

/** One exercise that is open in some page: its checks run when the first comes and at every save, until the last has left. */
export interface Desk {
  /** Whether anybody listens. */
  readonly isOpen: boolean;
  /** Tells what has happened in the current run, and what happens from now on. Gives what ends the listening. */
  join(listener: Listener): () => void;
  /** Ends the run that is under way. */
  close(): void;
}

export function openDesk({ watch, ...options }: DeskOptions): Desk {
  const listeners = new Set<Listener>();
  const runs = startRuns(options, (event) => {
    for (const listener of listeners) listener(event);
  });
  let unwatch: (() => void) | undefined;
  const close = (): void => {
    unwatch?.();
    unwatch = undefined;
    runs.stop();
  };
  return {
    get isOpen() {
      return listeners.size > 0;
    },
    join(listener) {
      for (const event of runs.told()) listener(event);
      listeners.add(listener);
      if (unwatch === undefined) {
        const { files, workFolder } = options.exercise;
        const paths = files.map((file) => join(workFolder, file));
        unwatch = watch(paths, runs.soon);
        runs.begin();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    close,
  };
}

/** Runs the checks again and again; a new run ends the one before. */
function startRuns(options: Omit<DeskOptions, 'watch'>, tell: Listener) {
  let told: BesideEvent[] = [];
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = (): void => {
    current.abort();
    told = [];
    const { signal } = (current = new AbortController());
    const tellUnlessEnded = (event: BesideEvent): void => {
      if (signal.aborted) return;
      told.push(event);
      tell(event);
    };
    runPasses({ ...options, signal, tell: tellUnlessEnded }).catch((error: unknown) =>
      tellUnlessEnded({ type: 'trouble', reason: error instanceof Error ? error.message : String(error) }),
    );
  };
  return {
    begin,
    told: (): readonly BesideEvent[] => told,
    /** Begins when no change has come for a moment. */
    soon: (): void => {
      clearTimeout(timer);
      timer = setTimeout(begin, SAVE_MS);
    },
    stop: (): void => {
      clearTimeout(timer);
      current.abort();
      told = [];
    },
  };
}
