import { expect, it, vi } from 'vitest';
import CountReporter from './count-reporter.ts';

/** What the reporter prints for files with tests in these states; a file of `null` did not load. */
async function printed(files: readonly (readonly string[] | null)[], errors = 0): Promise<string> {
  const modules = files.map((states) => ({
    errors: () => (states === null ? [{ message: 'does not load' }] : []),
    children: { allTests: () => (states ?? []).map((state) => ({ result: () => ({ state }) })) },
  }));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    new CountReporter().onTestRunEnd(modules as never, Array.from({ length: errors }, () => ({})) as never);
    await new Promise((resolve) => setImmediate(resolve));
    return write.mock.calls.map(([text]) => text).join('');
  } finally {
    write.mockRestore();
  }
}

it('counts on one line what passed and what failed, and never takes a broken file for nothing', async () => {
  expect(await printed([['passed', 'passed'], ['passed']])).toBe('3 passed, 0 failed\n');
  expect(await printed([['passed', 'failed', 'skipped'], null])).toBe('1 passed, 2 failed, 1 skipped\n');
  expect(await printed([['passed']], 1)).toBe('1 passed, 1 failed\n');
  expect(await printed([])).toBe('0 passed, 0 failed\n');
});
