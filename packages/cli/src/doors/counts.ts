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

/** In continuous integration a machine that lacks something is at fault: what it skipped has failed. */
export function strictly({ passed, failed, skipped }: Counts): Counts {
  return { passed, failed: failed + skipped, skipped: 0 };
}

/** A run without a single test is no success. */
export function isFine({ passed, failed }: Counts): boolean {
  return passed > 0 && failed === 0;
}
