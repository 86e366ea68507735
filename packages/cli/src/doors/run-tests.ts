import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../course-root.ts';
import type { Children } from './children.ts';
import type { StageEnd } from './stages.ts';
import { SUMMARY_FILE, type TestSummary } from './summary-reporter.ts';

export interface TestsEnd extends TestSummary {
  readonly end: StageEnd;
}

/** Runs every test with Vitest, whose own report goes to the terminal. `args` are Vitest's. */
export async function runTests(args: readonly string[], children: Children): Promise<TestsEnd> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-tests-'));
  const file = join(folder, 'summary.json');
  try {
    const child = children.start(
      process.execPath,
      [
        join(repositoryRoot, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${join(import.meta.dirname, 'summary-reporter.ts')}`,
        ...args,
      ],
      { cwd: repositoryRoot, stdio: 'inherit', env: { ...process.env, [SUMMARY_FILE]: file } },
    );
    const code = await new Promise<number | null>((resolve) => {
      child.on('error', () => resolve(null));
      child.on('exit', resolve);
    });
    const summary = await readSummary(file, code);
    const seconds = (performance.now() - started) / 1000;
    return { ...summary, end: { name: 'tests', passed: summary.failed === 0, seconds, output: '' } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A run that ended badly, or without a summary, has at least one failure. */
async function readSummary(file: string, code: number | null): Promise<TestSummary> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: [] };
  const summary = JSON.parse(text) as TestSummary;
  return code === 0 ? summary : { ...summary, failed: Math.max(1, summary.failed) };
}
