/** What a whole run came to. A stage such as the type check counts as one test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** "12 passed, 0 failed", with the skipped ones if there are any. It stands alone in the last line. */
export function finalLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A run without a single test is no success, and where it is strict, one with a skipped test neither. */
export function isFine({ passed, failed, skipped }: Counts, strict: boolean): boolean {
  return passed > 0 && failed === 0 && !(strict && skipped > 0);
}
