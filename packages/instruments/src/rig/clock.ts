/** Virtual time: it stands still until a check or the learner's own `sleep` moves it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  advance(milliseconds: number): void;
}

/** 2026-01-05T09:00:00Z, a Monday morning; any fixed instant would do. */
export const CLOCK_START = Date.UTC(2026, 0, 5, 9);

export function createClock(start: number = CLOCK_START): Clock {
  let time = start;
  return {
    now: () => time,
    advance: (milliseconds) => {
      if (!(milliseconds >= 0)) throw new RangeError(`time does not run backwards: advance(${milliseconds})`);
      if (milliseconds === Infinity) throw new RangeError('time does not come to an end: advance(Infinity)');
      time += milliseconds;
    },
  };
}
