import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What `npm test` needs to know of Vitest's run. */
export interface TestSummary {
  readonly passed: number;
  /** Failed tests, files that could not be run, and errors outside of any test. */
  readonly failed: number;
  /** The reason of each skipped test. */
  readonly skipped: readonly string[];
}

/** The variable that names the file to write the summary to. */
export const SUMMARY_FILE = 'KEYSMITH_TEST_SUMMARY';

/** Vitest's reporter that writes the counts to a file; Vitest's exit code tells neither skips nor empty runs. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env[SUMMARY_FILE];
    if (file === undefined) return;
    const summary = { passed: 0, failed: errors.length, skipped: [] as string[] };
    for (const module of modules) {
      if (module.errors().length > 0) summary.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'failed') summary.failed += 1;
        else summary.skipped.push(('note' in result && result.note) || 'without a reason');
      }
    }
    writeFileSync(file, JSON.stringify(summary satisfies TestSummary));
  }
}
