import { describe, expect, it } from 'vitest';
import { finalLine, isFine } from '../../../packages/cli/src/doors/counts.ts';

describe('the counts of a whole run', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
    [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
  ])('%j read "%s"', (counts, line) => {
    expect(finalLine(counts)).toBe(line);
  });

  it.each([
    ['a clean run', { passed: 3, failed: 0, skipped: 0 }, true, true],
    ['a failure', { passed: 3, failed: 1, skipped: 0 }, false, false],
    ['a run of nothing', { passed: 0, failed: 0, skipped: 3 }, false, false],
    ['a skip on a machine that may lack something', { passed: 3, failed: 0, skipped: 1 }, false, true],
    ['a skip in continuous integration', { passed: 3, failed: 0, skipped: 1 }, true, false],
  ])('judge %s', (_, counts, strict, fine) => {
    expect(isFine(counts, strict)).toBe(fine);
  });
});
