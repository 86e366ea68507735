/** How long to go on trying, and how patiently. */
export interface Patience {
  /** Give up when this many milliseconds have passed. */
  readonly limitMs: number;
  /** The pause after the first attempt, in milliseconds; it doubles up to `longestPauseMs`. */
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
}

/**
 * Repeats an attempt until it brings a value, and returns that value; `undefined` when the time is up.
 * An attempt that throws ends the waiting with its error.
 */
export async function repeatUntil<Value>(
  attempt: () => Promise<Value | undefined>,
  { limitMs, firstPauseMs = 10, longestPauseMs = 400 }: Patience,
): Promise<Value | undefined> {
  const deadline = performance.now() + limitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (performance.now() + pauseMs > deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
