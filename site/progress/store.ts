import { NO_PROGRESS, parseProgress, printProgress, type Progress } from './progress.ts';

/** The part of `localStorage` that is needed; tests give another. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Where the progress is kept. Nothing of it ever leaves the browser, unless the learner exports it. */
export const PROGRESS_KEY = 'keysmith.progress';

export interface ProgressStore {
  /** What is stored now, by whatever tab. What cannot be read counts as no progress. */
  read(): Progress;
  /** Changes what is stored now. False if this browser keeps nothing for this site. */
  change(how: (progress: Progress) => Progress): boolean;
  erase(): void;
  /** Calls back after every change, also after one in another tab. */
  onChange(listener: () => void): void;
}

/** The progress in a storage, which is undefined where the browser forbids it. */
export function openProgress(storage: Storage | undefined, bus: EventTarget): ProgressStore {
  const read = (): Progress => {
    try {
      const text = storage?.getItem(PROGRESS_KEY);
      return text ? parseProgress(text) : NO_PROGRESS;
    } catch {
      return NO_PROGRESS;
    }
  };
  const tell = (): boolean => bus.dispatchEvent(new Event(PROGRESS_KEY));
  return {
    read,
    change(how) {
      try {
        storage?.setItem(PROGRESS_KEY, printProgress(how(read())));
      } catch {
        return false;
      }
      tell();
      return storage !== undefined;
    },
    erase() {
      storage?.removeItem(PROGRESS_KEY);
      tell();
    },
    onChange(listener) {
      bus.addEventListener(PROGRESS_KEY, listener);
      bus.addEventListener('storage', (event) => {
        if (!('key' in event) || event.key === PROGRESS_KEY || event.key === null) listener();
      });
    },
  };
}

/** The storage of this browser; access may be forbidden, which throws. */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** The progress in this browser. */
export function browserProgress(): ProgressStore {
  return openProgress(browserStorage(), window);
}
