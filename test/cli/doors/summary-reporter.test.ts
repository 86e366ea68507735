import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFile } from '../command.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');
const VITEST = join(REPOSITORY, 'node_modules/vitest/vitest.mjs');
const REPORTER = join(REPOSITORY, 'packages/cli/src/doors/summary-reporter.ts');

let folder: string;

beforeAll(async () => {
  // Below the repository, so that the tests in it find Vitest.
  folder = await mkdtemp(join(REPOSITORY, 'node_modules', '.keysmith-summary-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs Vitest on one file with the reporter, and gives its summary. */
async function summaryOf(text: string): Promise<unknown> {
  await writeFile(join(folder, 'toy.check.ts'), text);
  await writeFile(
    join(folder, 'vitest.config.mjs'),
    "export default { test: { include: ['*.check.ts'] } };\n",
  );
  const file = join(folder, 'summary.json');
  await rm(file, { force: true });
  await startFile(VITEST, ['run', `--reporter=${REPORTER}`], {
    cwd: folder,
    env: { KEYSMITH_TEST_SUMMARY: file },
  }).ended;
  return JSON.parse(await readFile(file, 'utf8'));
}

describe('the summary of a run', { timeout: 60_000 }, () => {
  it('counts every kind of end, and keeps the reason of each skip', async () => {
    // Its last test is skipped without a reason on purpose: what a summary makes of that is what is tested.
    const summary = await summaryOf(`
      import { expect, it } from 'vitest';
      it('passes', () => {});
      it('passes too', () => {});
      it('fails', () => expect(1).toBe(2));
      it('lacks something', ({ skip }) => skip('no Java was found: install one'));
      it.skip('is left out', () => {}); // without a reason: what becomes of that is what is tested
    `);
    expect(summary).toEqual({
      passed: 2,
      failed: 1,
      skipped: ['no Java was found: install one', 'without a reason'],
    });
  });

  it('counts a file that cannot be run as a failure', async () => {
    expect(await summaryOf("throw new Error('at the door');\n")).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts an error outside of any test as a failure', async () => {
    const text =
      "import { it } from 'vitest';\nit('passes', () => void Promise.reject(new Error('late')));\n";
    expect(await summaryOf(text)).toMatchObject({ failed: 1 });
  });
});
