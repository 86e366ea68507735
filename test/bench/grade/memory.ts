import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toyCourse } from '../../course/toy.ts';
import { peakOf, ROOT } from './batch.ts';

/** What a failure weighs with its requests and its recording, about. */
const FAILURE_BYTES = 20_000;

/** Peaks of the process that grades a class of so many, in bytes, by the size of the class. */
export type Peaks = Readonly<Record<string, number>>;

/**
 * Grades classes with a runner that costs nothing and whose checks fail: what is left is everything that a batch keeps of
 * its submissions, and its reports.
 */
export async function peaksOf(sizes: readonly number[]): Promise<Peaks> {
  const peaks: Record<string, number> = {};
  for (const size of sizes) {
    process.stderr.write(`memory of a class of ${size} …\n`);
    await using toy = await toyCourse({ linkModules: true });
    const from = toy.path('class');
    for (let at = 0; at < size; at += 1) {
      const folder = join(from, `learner-${at}`, 'keep-notes');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'access.ts'), 'fails');
    }
    const program = join(ROOT, 'test/grader/batch/memory-child.ts');
    peaks[size] = await peakOf([program, toy.root, from, toy.path('out'), String(FAILURE_BYTES)]);
  }
  return peaks;
}
