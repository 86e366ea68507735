import { describe, expect, it } from 'vitest';
import { finalLine, isFine, strictly } from '../../../packages/cli/src/doors/counts.ts';

describe('the counts of a whole run', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
    [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
  ])('%j read "%s"', (counts, line) => {
    expect(finalLine(counts)).toBe(line);
  });

  it.each([
    ['a clean run', { passed: 3, failed: 0, skipped: 0 }, true],
    ['a failure', { passed: 3, failed: 1, skipped: 0 }, false],
    ['a run of nothing', { passed: 0, failed: 0, skipped: 3 }, false],
    ['a skip on a machine that may lack something', { passed: 3, failed: 0, skipped: 1 }, true],
  ])('judge %s', (_, counts, fine) => {
    expect(isFine(counts)).toBe(fine);
  });

  it('take what was skipped for failed in continuous integration', () => {
    const counts = strictly({ passed: 3, failed: 1, skipped: 2 });
    expect(finalLine(counts)).toBe('3 passed, 3 failed');
    expect(isFine(strictly({ passed: 3, failed: 0, skipped: 1 }))).toBe(false);
  });
});
