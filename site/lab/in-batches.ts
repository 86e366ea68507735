/** Between two drawings of a verdict: nobody reads one that stands for less. */
export const DRAW_MS = 250;

/** Values that wait to be handled together. */
export interface Batches<T> {
  add(value: T): void;
  /** Handles what waits at once. */
  flush(): void;
}

/**
 * Handles values in their order, at most once in so many milliseconds. What a run tells is drawn so: each drawing lays
 * the page out anew, and takes that time from the run.
 */
export function inBatches<T>(handle: (value: T) => void, everyMs: number): Batches<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const ready = waiting;
    waiting = [];
    ready.forEach(handle);
  };
  return {
    add(value) {
      waiting.push(value);
      timer ??= setTimeout(flush, everyMs);
    },
    flush,
  };
}
